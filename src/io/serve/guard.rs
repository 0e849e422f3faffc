//! Knows by which names the preview may be asked for, so that no foreign page can read it by pointing a name of its own at
//! this machine (DNS rebinding).

use std::net::{IpAddr, Ipv6Addr};

/// Names that a request may carry in its `Host`.
pub(super) struct Guard {
    host: String,
    is_open: bool,
}

impl Guard {
    /// Takes what the preview listens on.
    pub(super) fn new(host: &str) -> Self {
        let is_loopback = host == "localhost" || ip(host).is_some_and(|ip| ip.is_loopback());
        Self { host: host.to_ascii_lowercase(), is_open: !is_loopback }
    }

    /// Returns whether a request for this host is meant for us. An address cannot be pointed elsewhere as a name can; so
    /// every address is right where others may come, and loopback always is.
    pub(super) fn allows(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        let name = name.strip_suffix('.').unwrap_or(&name);
        name == "localhost"
            || name.ends_with(".localhost")
            || name == self.host
            || ip(name).is_some_and(|ip| self.is_open || ip.is_loopback())
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
            // `::1` is an address and no name with a port.
            if name.contains(':') && !name.ends_with(']') { host } else { name }
        }
        _ => host,
    }
}

fn ip(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(inner) => inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => name.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_reach_a_private_preview() {
        let guard = Guard::new("127.0.0.1");
        for host in [
            "localhost",
            "localhost:8000",
            "LOCALHOST.:8000",
            "a.localhost",
            "127.0.0.1:8000",
            "[::1]:8000",
            "127.1.2.3",
        ] {
            assert!(guard.allows(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8000",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.1.2",
            "[fe80::1]:8000",
        ] {
            assert!(!guard.allows(host), "{host}");
        }
    }

    #[test]
    fn an_open_preview_is_reached_by_address_and_by_its_own_name() {
        let guard = Guard::new("0.0.0.0");
        assert!(
            guard.allows("192.168.1.2:8000")
                && guard.allows("[fe80::1]:8000")
                && !guard.allows("evil.example")
        );
        let guard = Guard::new("My-Laptop.local");
        assert!(
            guard.allows("my-laptop.local:8000")
                && guard.allows("192.168.1.2")
                && !guard.allows("evil.example")
        );
    }
}
