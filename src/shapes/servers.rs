//! Functions that fail where talking to one peer fails.

use super::calls::{CallAt, Calls};
use crate::ir::{Name, PlaceId, VARIANT};
use crate::model::Does;
use std::collections::BTreeSet;

/// The functions of a file that hand on what a read, a write or a handshake has failed with, or what another such function
/// has: whoever is given a connection by them fails for its peer, not for those who are there to serve.
pub fn servers<'f>(all: &[Calls<'f>]) -> BTreeSet<&'f Name> {
    let mut found: BTreeSet<&Name> = BTreeSet::new();
    let mut rest: Vec<&Calls> = all.iter().collect();
    loop {
        let n = found.len();
        rest.retain(|calls| {
            let talks =
                calls.all.iter().any(|call| (is_talk(call) || found.contains(call.name)) && hands_on(calls, call));
            if talks {
                found.insert(&calls.function.name);
            }
            !talks
        });
        if found.len() == n {
            return found;
        }
    }
}

/// Whether the peer makes it fail.
pub fn is_talk(call: &CallAt) -> bool {
    let is_whole = || matches!(call.short().as_str(), "read_exact" | "write_all" | "read_to_end" | "read_to_string");
    matches!(call.does, Some(Does::Read | Does::Write | Does::Handshake)) || is_whole()
}

/// Whether somebody asks whether it failed, or its result is that of the function.
fn hands_on(calls: &Calls, call: &CallAt) -> bool {
    let is_asked = |place: PlaceId| calls.member(place, VARIANT).is_some();
    call.dest.is_some_and(|dest| {
        calls.uses().is_returned(dest) || calls.uses().copies_of(dest).any(is_asked) || is_asked(dest)
    })
}
