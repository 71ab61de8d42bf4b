"""A limit to what one form may leave on the disk while it is read."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class UploadCap(FileUploadHandler):
    """Reads on past the limits without keeping anything.

    What arrives is then just over the limit, so the form says in words what is wrong,
    with everything that was typed; and nobody fills the disk.
    """

    chunks_total = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start > settings.MAX_FILE_BYTES or (
            self.chunks_total > settings.MAX_FILES_BYTES
        ):
            return None
        self.chunks_total += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave making a file of it to the next."""
