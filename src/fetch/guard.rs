//! Where a call may lead. What the user has just typed may be anywhere; what was followed before,
//! and what a server or a feed leads to, must be out in public, or on the kind of network that the
//! user's own source was on. The address is
//! checked when it is about to be called, not the name when it is read: a name can point
//! elsewhere a moment later.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::Semaphore;
use url::Url;

use crate::model::Network;
use crate::text::address;

/// What a call may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Reach {
    /// Anything: the user typed it.
    Anywhere,
    /// The internet, and the kind of network that the source was on when it was added.
    PublicAnd(Network),
    /// This machine and private networks, over which a password may go unencrypted.
    Home,
}

impl Reach {
    /// Whether a call may go to such a network.
    pub(super) fn allows(self, network: Network) -> bool {
        match self {
            Reach::Anywhere => true,
            Reach::PublicAnd(own) => network == Network::Public || network == own,
            Reach::Home => matches!(network, Network::Loopback | Network::Private),
        }
    }

    /// The literal address in `url` that may not be called, if it holds one.
    pub(super) fn forbidden(self, url: &Url) -> Option<IpAddr> {
        address::literal(url).filter(|&address| !self.allows(Network::of(address)))
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

/// Names that are looked up at one time. Each takes a thread until the name server answers, and the
/// reader has four: where none answers, what comes from elsewhere is still read.
static LOOK_UPS: Semaphore = Semaphore::const_new(3);

async fn look_up(name: &str, reach: Reach) -> Result<Vec<SocketAddr>, ResolveError> {
    // It is never closed.
    let _turn = LOOK_UPS.acquire().await;
    let found = tokio::net::lookup_host((name, 0)).await.map_err(|_| ResolveError::Unknown)?;
    let (allowed, forbidden): (Vec<_>, Vec<_>) =
        found.partition(|address| reach.allows(Network::of(address.ip())));
    match (allowed.is_empty(), forbidden.first()) {
        (true, Some(address)) => Err(ResolveError::Forbidden(address.ip())),
        (true, None) => Err(ResolveError::Unknown),
        (false, _) => Ok(allowed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
