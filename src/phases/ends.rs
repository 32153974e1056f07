//! How a function ends the life of a socket: with a shutdown, or without.

use super::fault::Incident;
use super::state::Peer;
use super::steps::{Act, Steps};
use std::collections::BTreeMap;

/// So many closes behind a shutdown make a habit.
const HABIT: usize = 2;

/// A close without a shutdown.
pub struct Plain {
    /// The call.
    pub call: usize,
    /// The last call that sent something, where nothing was received since.
    pub sent: Option<u32>,
    /// Whether the function's other closes come behind a shutdown.
    pub is_odd: bool,
}

/// The closes of a socket that has a peer, as far as this function sees, and that was not shut down before.
pub fn plain(steps: &Steps, incidents: &[Incident]) -> Vec<Plain> {
    let is_end = |incident: &&Incident| matches!(steps.calls[incident.call].act, Act::Close | Act::End);
    let closes = incidents.iter().filter(is_end);
    let mut by_call: BTreeMap<usize, Vec<&Incident>> = BTreeMap::new();
    closes.for_each(|incident| by_call.entry(incident.call).or_default().push(incident));
    let is_helped = |incident: &Incident| steps.calls[incident.call].act == Act::End;
    let is_shut = |group: &&Vec<&Incident>| group.iter().all(|incident| incident.sock.shut || is_helped(incident));
    let habit = by_call.values().filter(is_shut).count();
    let plain = |(&call, group): (&usize, &Vec<&Incident>)| {
        let one = group.iter().find(|incident| is_plain(incident) && !is_helped(incident))?;
        let sent = group.iter().filter(|incident| is_plain(incident)).find_map(|incident| incident.sock.sent);
        let is_odd = habit >= HABIT && one.sock.talked;
        Some(Plain { call, sent, is_odd })
    };
    by_call.iter().filter_map(plain).collect()
}

fn is_plain(incident: &Incident) -> bool {
    let sock = &incident.sock;
    let has_peer = matches!(sock.peer, Peer::Is(_) | Peer::Perhaps);
    has_peer && !sock.shut && !sock.gone && !incident.is_merged && sock.linger.is_none()
}
