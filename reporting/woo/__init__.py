"""What of a report is not public under the Woo, and the content without that."""
