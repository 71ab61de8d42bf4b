"""What an address may hold."""

import pytest


@pytest.mark.parametrize(
    "address", ["/overzicht/?zoek=a%00b", "/plannen/1/gemeenten/%00/", "/%00"]
)
def test_an_address_with_a_nul_is_refused(client, coordinator, plan, address):
    client.force_login(coordinator)

    answer = client.get(address)

    assert answer.status_code == 400
    assert "Dit verzoek begrijpen wij niet" in answer.content.decode()
