"""Put on PYTHONPATH where a network namespace can't be had: refuses every connection that leaves this machine."""

import ipaddress
import socket

_connect = socket.socket.connect


def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and not ipaddress.ip_address(address[0]).is_loopback:
        raise OSError(f"connection to {address[0]} refused by the tests")
    return _connect(self, address)


socket.socket.connect = connect
