//! Kinds of networks, of which a feed must not lead from one into another.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The kind of network an address is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Network {
    /// The internet.
    Public,
    /// This machine.
    Loopback,
    /// A home's or a company's own.
    Private,
    /// One cable's length (which is where clouds keep their credentials), many at once, or
    /// reserved.
    Special,
}

impl Network {
    /// All kinds.
    pub const ALL: [Network; 4] =
        [Network::Public, Network::Loopback, Network::Private, Network::Special];

    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Network::Public => "public",
            Network::Loopback => "loopback",
            Network::Private => "private",
            Network::Special => "special",
        }
    }

    /// The kind of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Network> {
        Network::ALL.into_iter().find(|network| network.name() == name)
    }

    /// The kind of network an address is on.
    pub fn of(address: IpAddr) -> Network {
        match address {
            IpAddr::V4(address) => of_v4(address),
            IpAddr::V6(address) => embedded_v4(address).map_or_else(|| of_v6(address), of_v4),
        }
    }
}

fn of_v4(address: Ipv4Addr) -> Network {
    let [a, b, c, _] = address.octets();
    match (a, b, c) {
        // 0.0.0.0 is this machine to every system that jogan runs on.
        (127 | 0, _, _) => Network::Loopback,
        (10, _, _) | (172, 16..=31, _) | (192, 168, _) | (100, 64..=127, _) => Network::Private,
        (169, 254, _)
        | (192, 0, 0 | 2)
        | (192, 88, 99)
        | (198, 51, 100)
        | (203, 0, 113)
        | (224.., _, _) => Network::Special,
        // 198.18.0.0/15 is for benchmarks, and what proxies on many a machine answer for public names:
        // nobody's home is there.
        _ => Network::Public,
    }
}

fn of_v6(address: Ipv6Addr) -> Network {
    let head = address.segments()[0];
    if address.is_loopback() || address.is_unspecified() {
        Network::Loopback
    } else if head & 0xfe00 == 0xfc00 || head & 0xffc0 == 0xfec0 {
        Network::Private
    } else if head & 0xe000 == 0x2000 && address.segments()[..2] != [0x2001, 0x0db8] {
        Network::Public
    } else {
        Network::Special
    }
}

/// The IPv4 address that an IPv6 one stands for: mapped, compatible, NAT64 and 6to4.
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let at = |n: usize| Ipv4Addr::from((u32::from(segments[n]) << 16) | u32::from(segments[n + 1]));
    match segments {
        // `::` and `::1` are addresses of their own.
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => None,
        [0, 0, 0, 0, 0, 0 | 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => Some(at(6)),
        [0x2002, ..] => Some(at(1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Network {
        Network::of(address.parse().expect("an address"))
    }

    #[test]
    fn every_disguise_of_a_private_address_is_seen_through() {
        for address in ["127.0.0.1", "127.9.9.9", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1"] {
            assert_eq!(of(address), Network::Loopback, "{address}");
        }
        for address in [
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "100.64.0.1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::192.168.0.1",
            "2002:0a00:0001::",
        ] {
            assert_eq!(of(address), Network::Private, "{address}");
        }
        for address in ["169.254.169.254", "224.0.0.1", "255.255.255.255", "fe80::1", "ff02::1"] {
            assert_eq!(of(address), Network::Special, "{address}");
        }
        for address in
            ["93.184.216.34", "198.18.0.9", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1"]
        {
            assert_eq!(of(address), Network::Public, "{address}");
        }
    }

    #[test]
    fn a_kind_is_kept_by_its_name() {
        for network in Network::ALL {
            assert_eq!(Network::from_name(network.name()), Some(network));
        }
    }
}
