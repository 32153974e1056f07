//! Options of one family of addresses on sockets of another.

use super::cx::{Call, Cx};
use super::options::{LEVEL, symbol};
use crate::ir::{Const, Operand};

/// Why the option that `call` sets is none of its socket, and what to do. Only where the function opens the socket, with a
/// family that is spelt out.
pub fn mismatch(cx: &Cx, call: &Call, name: &str) -> Option<(String, String)> {
    let (asks, family, instead) = match symbol(call, LEVEL)? {
        "IPPROTO_IPV6" | "SOL_IPV6" => ("IPv6", "INET", "AF_INET6"),
        "IPPROTO_IP" | "SOL_IP" => ("IPv4", "INET6", "AF_INET"),
        _ => return None,
    };
    let births = cx.births(call.place(0)?);
    // Linux takes options of IPv4 on sockets of IPv6, as these may carry both, but on raw ones.
    let is_wrong = |birth: &&Call| is_family(birth, family) && (asks == "IPv6" || has_argument(birth, "SOCK_RAW"));
    if births.is_empty() || !births.iter().all(is_wrong) {
        return None;
    }
    let because = format!("`{name}` is an option of {asks}, and the socket is opened with `AF_{family}`: this fails");
    Some((because, format!("set the option of that family, or open the socket with `{instead}`")))
}

fn is_family(birth: &Call, family: &str) -> bool {
    ["AF_", "PF_"].iter().any(|start| symbol(birth, 0).and_then(|name| name.strip_prefix(start)) == Some(family))
}

fn has_argument(birth: &Call, name: &str) -> bool {
    birth.args.iter().any(|arg| matches!(arg, Operand::Const(Const::Sym(known)) if known.as_str() == name))
}
