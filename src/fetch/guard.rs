//! Where a call may lead. What the user typed may be anywhere; what a server or a feed leads to
//! must be out in public, or on the same kind of network as the user's own source. The address is
//! checked when it is about to be called, not the name when it is read: a name can point
//! elsewhere a moment later.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// The kind of network an address is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Network {
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

/// What a call may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Reach {
    /// Anything: the user typed it.
    Anywhere,
    /// The internet, and the kind of network that the source itself is on.
    PublicAnd(Network),
}

impl Reach {
    /// Whether a call may go to such a network.
    pub(super) fn allows(self, network: Network) -> bool {
        match self {
            Reach::Anywhere => true,
            Reach::PublicAnd(own) => network == Network::Public || network == own,
        }
    }

    /// The literal address in `url` that may not be called, if it holds one.
    pub(super) fn forbidden(self, url: &Url) -> Option<IpAddr> {
        literal(url).filter(|&address| !self.allows(network(address)))
    }
}

/// The address that stands in `url` itself; `localhost` is always this machine (RFC 6761).
pub(super) fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(IpAddr::V4(address)),
        Host::Ipv6(address) => Some(IpAddr::V6(address)),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            let local = name == "localhost" || name.ends_with(".localhost");
            local.then_some(IpAddr::V4(Ipv4Addr::LOCALHOST))
        }
    }
}

/// The kind of network an address is on.
pub(super) fn network(address: IpAddr) -> Network {
    match address {
        IpAddr::V4(address) => network_v4(address),
        IpAddr::V6(address) => embedded_v4(address).map_or_else(|| network_v6(address), network_v4),
    }
}

fn network_v4(address: Ipv4Addr) -> Network {
    let [a, b, c, _] = address.octets();
    match (a, b, c) {
        // 0.0.0.0 is this machine to every system that jogan runs on.
        (127 | 0, _, _) => Network::Loopback,
        (10, _, _) | (172, 16..=31, _) | (192, 168, _) | (100, 64..=127, _) => Network::Private,
        (169, 254, _)
        | (192, 0, 0 | 2)
        | (192, 88, 99)
        | (198, 18 | 19, _)
        | (198, 51, 100)
        | (203, 0, 113)
        | (224.., _, _) => Network::Special,
        _ => Network::Public,
    }
}

fn network_v6(address: Ipv6Addr) -> Network {
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

/// Why a name leads nowhere.
#[derive(Debug, thiserror::Error)]
pub(super) enum ResolveError {
    /// The name server has no address.
    #[error("no address")]
    Unknown,
    /// It has, and none of them may be called.
    #[error("{0} is on a private network")]
    Forbidden(IpAddr),
}

/// Looks names up and leaves out what may not be called.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    /// What may be called.
    pub(super) reach: Reach,
    /// Names of the user's own proxies, which may be anywhere.
    pub(super) proxies: Arc<[String]>,
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let proxy = self.proxies.iter().any(|proxy| proxy == name.as_str());
        let reach = if proxy { Reach::Anywhere } else { self.reach };
        Box::pin(async move {
            let found: Addrs = Box::new(look_up(name.as_str(), reach).await?.into_iter());
            Ok(found)
        })
    }
}

async fn look_up(name: &str, reach: Reach) -> Result<Vec<SocketAddr>, ResolveError> {
    let found = tokio::net::lookup_host((name, 0)).await.map_err(|_| ResolveError::Unknown)?;
    let (allowed, forbidden): (Vec<_>, Vec<_>) =
        found.partition(|address| reach.allows(network(address.ip())));
    match (allowed.is_empty(), forbidden.first()) {
        (true, Some(address)) => Err(ResolveError::Forbidden(address.ip())),
        (true, None) => Err(ResolveError::Unknown),
        (false, _) => Ok(allowed),
    }
}

/// The kind of network that the user's own source is on, by its address.
pub(super) async fn network_of(url: &Url) -> Network {
    if let Some(address) = literal(url) {
        return network(address);
    }
    let Some(name) = url.host_str() else { return Network::Public };
    let found = look_up(name, Reach::Anywhere).await.unwrap_or_default();
    found.first().map_or(Network::Public, |address| network(address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Network {
        network(address.parse().expect("an address"))
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
        for address in ["93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1"] {
            assert_eq!(of(address), Network::Public, "{address}");
        }
    }

    #[test]
    fn an_own_source_may_be_anywhere_and_lead_to_its_own_kind_of_network() {
        let led_by_loopback = Reach::PublicAnd(Network::Loopback);
        let url = |text: &str| Url::parse(text).expect("an address");
        assert!(Reach::Anywhere.forbidden(&url("http://127.0.0.1/")).is_none());
        assert!(led_by_loopback.forbidden(&url("http://127.0.0.1:81/")).is_none());
        assert!(led_by_loopback.forbidden(&url("http://169.254.169.254/")).is_some());
        assert!(led_by_loopback.forbidden(&url("http://192.168.0.1/")).is_some());
        let led_by_public = Reach::PublicAnd(Network::Public);
        // Every spelling that `url` reads as an address is one.
        for spelling in ["127.0.0.1", "0x7f.1", "2130706433", "0177.0.0.1", "localhost", "[::1]"] {
            let url = url(&format!("http://{spelling}/"));
            assert!(led_by_public.forbidden(&url).is_some(), "{spelling}");
        }
        assert!(led_by_public.forbidden(&url("http://news.example/")).is_none());
    }

    #[tokio::test]
    async fn a_name_is_judged_by_where_it_points() {
        let error = look_up("localhost", Reach::PublicAnd(Network::Public)).await;
        assert!(matches!(error, Err(ResolveError::Forbidden(_))), "{error:?}");
        assert!(look_up("localhost", Reach::Anywhere).await.is_ok());
    }
}
