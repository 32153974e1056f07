//! Loops around `accept`: what one failure does to them.

use super::asked::{Asked, asked, same_way};
use super::calls::{CallAt, Calls};
use super::facts::{Facts, Known};
use super::flow::{copies, derived, derived_wholes, origin, touches};
use super::incoming::{flattened, is_next, is_next_of_incoming, is_try_next, named};
use super::servers::is_talk;
use super::walk::{At, Event, Next, walk};
use crate::ir::{
    AWAIT, BlockId, Callee, Const, ERROR, Inst, Name, OWN, Operand, PlaceId, SWALLOWED, Step, Terminator, VALUE,
    VARIANT,
};
use crate::model::Does;
use crate::source::Span;
use crate::typestate::{Observation, Shape};
use std::collections::BTreeSet;

/// Functions that another function of the file calls in a loop that goes through no list: when they end, they begin again.
pub fn restarted(all: &[Calls]) -> BTreeSet<Name> {
    let known: BTreeSet<&str> = all.iter().map(|calls| calls.function.name.as_str()).collect();
    let shown = |name: &str| Name::new(&name.strip_prefix(OWN).unwrap_or(name).replace('.', "::"));
    let mut found = BTreeSet::new();
    for calls in all {
        for call in calls.all.iter().filter(|call| call.name.as_str() != calls.function.base_name()) {
            if !known.contains(call.name.as_str()) || !calls.is_in_loop(call) {
                continue;
            }
            let inside = calls.innermost(call.at.block);
            if !calls.all.iter().any(|call| is_next(call) && inside.contains(&call.at.block)) {
                found.insert(shown(call.name.as_str()));
            }
        }
    }
    found
}

/// A call that waits for a connection.
struct Site<'c, 'f> {
    call: &'c CallAt<'f>,
    /// The place of its `Result`.
    result: PlaceId,
    /// The `Result` and its copies.
    copies: BTreeSet<PlaceId>,
}

/// Loops that end, or turn without pause, when one connection cannot be accepted.
pub fn loops(calls: &Calls, givers: &[&Name], servers: &BTreeSet<&Name>) -> Vec<Observation> {
    let mut found = flattened(calls);
    let sites = sites(calls, givers);
    for site in &sites {
        found.extend(look(calls, site, true));
    }
    let is_about = |call: &&CallAt| {
        let is_of_peer = matches!(call.does, Some(Does::Handshake | Does::Peer | Does::SetHint));
        is_of_peer || is_talk(call) || servers.contains(call.name)
    };
    if sites.is_empty() {
        return found;
    }
    let connections: Vec<BTreeSet<PlaceId>> = sites.iter().map(|site| connections(calls, site)).collect();
    for call in calls.all.iter().filter(is_about).filter(|call| calls.is_in_loop(call)) {
        let reaching = calls.reaching(call.at.block);
        let is_in = |site: &Site| {
            let block = site.call.at.block;
            reaching[block.0 as usize] && calls.reaching(block)[call.at.block.0 as usize]
        };
        let is_accepted = |(site, connections): (&Site, &BTreeSet<PlaceId>)| {
            (call.does == Some(Does::Handshake) || takes(connections, call) || gives(calls, site, call)) && is_in(site)
        };
        if let Some(result) = call.dest.filter(|_| sites.iter().zip(&connections).any(is_accepted)) {
            let site = Site { call, result, copies: copies(calls.function, result) };
            found.extend(look(calls, &site, false));
        }
    }
    found
}

/// Whether the call is one of a method of the connection that the site accepts.
fn gives(calls: &Calls, site: &Site, call: &CallAt) -> bool {
    let values = site.copies.iter().filter_map(|place| calls.member(*place, VALUE));
    // What goes over a stream may be given the connection itself.
    let itself = site.copies.iter().copied().filter(|_| is_next(site.call));
    let values: BTreeSet<PlaceId> = values.chain(itself).flat_map(|value| parts(calls, value)).collect();
    call.receiver().is_some_and(|place| values.contains(&place))
}

/// The places of the connection that the site accepts.
fn connections(calls: &Calls, site: &Site) -> BTreeSet<PlaceId> {
    let values = site.copies.iter().filter_map(|place| calls.member(*place, VALUE));
    values.flat_map(|value| parts(calls, value)).collect()
}

/// Whether the connection goes to the call: what that does, it does for this peer.
fn takes(connections: &BTreeSet<PlaceId>, call: &CallAt) -> bool {
    let is_method = usize::from(call.name.as_str().contains('.'));
    call.args.iter().skip(is_method).any(|arg| matches!(arg, Operand::Copy(place) if connections.contains(place)))
}

/// The copies of a value and of its first part, which is the connection where an address comes second.
fn parts(calls: &Calls, value: PlaceId) -> BTreeSet<PlaceId> {
    let mut found = copies(calls.function, value);
    let firsts: Vec<PlaceId> = found.iter().filter_map(|place| calls.member(*place, "0")).collect();
    found.extend(firsts.into_iter().flat_map(|first| copies(calls.function, first)));
    found
}

/// The name of a function that accepts one connection and hands it on, and any error too.
pub fn giver<'f>(calls: &Calls<'f>) -> Option<&'f Name> {
    let call = calls.all.iter().find(|call| accepts(call) && !is_next(call) && !calls.is_in_loop(call))?;
    let result = call.dest?;
    let site = Site { call, result, copies: copies(calls.function, result) };
    let values = derived_wholes(calls.function, site.copies.iter().filter_map(|place| calls.member(*place, VALUE)));
    let errors = derived_wholes(calls.function, site.copies.iter().copied());
    if !is_of_listener(calls, &site) {
        return None;
    }
    let returns = |variant: &str, places: &BTreeSet<PlaceId>, is_failure: bool| {
        let (mut given, mut kept) = (false, false);
        let is_done = walk(calls.function, start(&site), assume(calls, &site, variant), (), |event, facts, ()| {
            if let Event::Leave(Terminator::Return { value, .. }) = event {
                let is_it = |value: &Operand| {
                    touches(calls.function, places, value) && (is_failure || !calls.is_failure(facts, value))
                };
                let is_it = value.as_ref().is_some_and(is_it);
                given |= is_it;
                kept |= !is_it;
            }
            Next::Go
        });
        is_done && given && (!is_failure || !kept)
    };
    (returns("Ok", &values, false) && returns("Err", &errors, true)).then_some(&calls.function.name)
}

/// Whether it waits for one connection, as methods of listeners do, or as nix does.
fn accepts(call: &CallAt) -> bool {
    call.does == Some(Does::Accept) || call.does == Some(Does::Open) && call.short().as_str().starts_with("accept")
}

fn sites<'c, 'f>(calls: &'c Calls<'f>, givers: &[&Name]) -> Vec<Site<'c, 'f>> {
    let mut found = Vec::new();
    for call in calls.all.iter().filter(|call| calls.is_in_loop(call)) {
        let result = match call.does {
            Some(Does::Accept) if is_next(call) => call.dest.and_then(|dest| calls.member(dest, VALUE)),
            _ if accepts(call) || givers.contains(&call.name) => call.dest,
            _ if is_try_next(call) && is_next_of_incoming(calls, call) => call.dest,
            _ if is_next_of_incoming(calls, call) => call.dest.and_then(|dest| calls.member(dest, VALUE)),
            _ => None,
        };
        let Some(result) = result else { continue };
        let copies = copies(calls.function, result);
        let site = Site { call, result, copies };
        let is_known = match is_next(call) || givers.contains(&call.name) {
            // Of two values of which nothing is known one is a connection if a task gets it.
            true => call.ty() != "Arrivals" || is_spawned(calls, &site),
            false => is_of_listener(calls, &site),
        };
        if is_known {
            found.push(site);
        }
    }
    found
}

/// Where the type is not known, the shape of what is accepted tells: a socket with its address, or something that another
/// task is given.
fn is_of_listener(calls: &Calls, site: &Site) -> bool {
    let asked: Vec<&str> = site.copies.iter().flat_map(|place| calls.asked(*place)).collect();
    if asked.first().is_some_and(|name| matches!(*name, "Some" | "None") && !asked.contains(&"Err")) {
        return false;
    }
    // A type's own `accept`, called on itself, may have dealt with errors already.
    let is_self =
        |place: PlaceId| calls.function.places.get(place).parent.is_none() && calls.show(Some(place)) == "self";
    if site.call.receiver().is_some_and(is_self) {
        return false;
    }
    if !site.call.ty().is_empty() {
        return true;
    }
    let values = site.copies.iter().filter_map(|place| calls.member(*place, VALUE));
    let values: Vec<PlaceId> = values.flat_map(|place| copies(calls.function, place)).collect();
    let is_pair = |place: &PlaceId| calls.member(*place, "0").is_some() && calls.member(*place, "1").is_some();
    site.call.args.len() == 1 && values.iter().any(is_pair) || is_spawned(calls, site)
}

/// Whether a task is started on the way from a connection to the next.
fn is_spawned(calls: &Calls, site: &Site) -> bool {
    let reaching = calls.reaching(site.call.at.block);
    calls.that(Does::Spawn).any(|spawn| {
        reaching[spawn.at.block.0 as usize] && calls.reaching(spawn.at.block)[site.call.at.block.0 as usize]
    })
}

/// What is known on a way that begins with a failure.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Way {
    paused: bool,
    /// Whether it has come to where connections are served.
    is_common: bool,
    /// The jump that leaves the loop.
    exit: Option<Span>,
    /// What is done first about the failure.
    first: Option<Span>,
    /// Whether readiness was waited for again.
    is_polled: bool,
}

/// What all ways that begin with a failure come to.
#[derive(Default)]
struct Ways {
    comes_back: bool,
    pauses: bool,
    is_graded: bool,
    exits: Vec<Span>,
    own_exits: bool,
    /// Whether the error is told from there being nothing to accept.
    is_tested: bool,
    /// Whether the function is left once there is nothing to accept: when it is called again is its caller's matter, and so
    /// are errors.
    is_left_when_empty: bool,
    /// Whether some way comes back through a poll.
    is_polled: bool,
    /// What is done first on the ways that come back.
    firsts: Vec<Span>,
}

fn look<'f>(calls: &Calls<'f>, site: &Site<'_, 'f>, may_spin: bool) -> Option<Observation> {
    if !site.copies.iter().any(|place| calls.member(*place, VARIANT).is_some()) {
        return None;
    }
    let served = served(calls, site)?;
    let ways = failing(calls, site, &served)?;
    let shown = named(calls, site.call);
    let handle = calls.title(shown.receiver());
    if ways.is_graded || !ways.comes_back && ways.is_left_when_empty {
        return None;
    }
    if !ways.comes_back {
        let exit = *ways.exits.iter().min()?;
        return Some(calls.observation(Shape::AcceptDies, shown, handle, exit));
    }
    // A loop around `accept` that any error ends, inside a loop around a poll, is how readiness is used up.
    let is_drained = ways.is_polled && !ways.is_tested;
    let spins = may_spin && !ways.pauses && !ways.own_exits && !is_drained;
    let first = ways.firsts.iter().min().copied().unwrap_or(site.call.span);
    spins.then(|| calls.observation(Shape::AcceptSpins, shown, handle, first))
}

fn start(site: &Site) -> At {
    At { block: site.call.at.block, inst: site.call.at.inst + 1 }
}

fn assume(calls: &Calls, site: &Site, variant: &str) -> Facts {
    let mut facts = Facts::default();
    let is = |name: &str| Known::Is(Const::Variant(name.into()));
    if let Some(tag) = calls.member(site.result, VARIANT) {
        facts.set(tag, is(variant));
    }
    // The result may be in what `next` gives.
    let node = calls.function.places.get(site.result);
    if let Some(tag) = node.parent.and_then(|outer| calls.member(outer, VARIANT)) {
        facts.set(tag, is("Some"));
    }
    facts
}

/// The blocks on the ways of a connection that was accepted; `None` if no such way comes back for the next one, or if one
/// hands the connection to the caller: then what to do about errors is the caller's matter too. An error that serving has
/// ended with is no connection.
fn served(calls: &Calls, site: &Site) -> Option<BTreeSet<BlockId>> {
    let (mut blocks, mut comes_back, mut is_passed_on) = (BTreeSet::new(), false, false);
    let values = site.copies.iter().filter_map(|place| calls.member(*place, VALUE));
    let values = derived_wholes(calls.function, values);
    let is_done = walk(calls.function, start(site), assume(calls, site, "Ok"), (), |event, facts, ()| match event {
        Event::Inst(at, _) if at == site.call.at => {
            comes_back = true;
            Next::Stop
        }
        Event::Inst(_, inst) if is_counted(calls, inst) => Next::Stop,
        Event::Leave(Terminator::Return { value: Some(value), .. }) => {
            is_passed_on |= touches(calls.function, &values, value) && !calls.is_failure(facts, value);
            Next::Stop
        }
        Event::Way(_, _, to) => {
            blocks.insert(to);
            Next::Go
        }
        _ => Next::Go,
    });
    (is_done && comes_back && !is_passed_on).then_some(blocks)
}

/// Whether it counts the rounds of a loop: such a loop serves a number of connections that is known before.
fn is_counted(calls: &Calls, inst: &Inst) -> bool {
    let Inst::Call { callee: Callee::Named(name), args, .. } = inst else { return false };
    let of = |place| origin(calls, place).is_some_and(|call| call.name.as_str() == "range");
    name.as_str() == ".next" && args.first().and_then(Operand::place).is_some_and(of)
}

/// The places that depend on the error, and those that decide what becomes of it: the result, and whatever it is put into.
fn error_places(calls: &Calls, site: &Site) -> (BTreeSet<PlaceId>, BTreeSet<PlaceId>) {
    let errors = site.copies.iter().filter_map(|place| calls.member(*place, ERROR));
    // What a function makes of the whole result may be about the error too.
    let judged = calls.all.iter().filter(|call| {
        call.name.as_str() != AWAIT && call.args.iter().filter_map(Operand::place).any(|at| site.copies.contains(&at))
    });
    let seeds: Vec<PlaceId> = errors.chain(judged.filter_map(|call| call.dest)).collect();
    let mut decisive = derived_wholes(calls.function, seeds.iter().copied());
    decisive.extend(&site.copies);
    // So does what holds the result, as that of a timeout does.
    let places = &calls.function.places;
    let is_value = |place: &&PlaceId| matches!(&places.get(**place).step, Step::Field(name) if name.as_str() == VALUE);
    decisive.extend(site.copies.iter().filter(is_value).filter_map(|place| places.get(*place).parent));
    (derived(calls.function, seeds), decisive)
}

fn failing(calls: &Calls, site: &Site, served: &BTreeSet<BlockId>) -> Option<Ways> {
    let (errors, decisive) = error_places(calls, site);
    let inside = calls.reaching(site.call.at.block);
    let mut ways = Ways::default();
    let see = |event: Event, facts: &mut Facts, way: &mut Way| match event {
        Event::Inst(at, _) if at == site.call.at => {
            ways.comes_back = true;
            ways.pauses |= way.paused;
            ways.is_polled |= way.is_polled;
            ways.firsts.extend(way.first);
            Next::Stop
        }
        Event::Inst(at, inst) => {
            way.paused |= is_pause(calls, site, inst);
            let is_look = matches!(calls.does(inst), Some(Does::Kind | Does::Look));
            way.is_polled |= calls.does(inst) == Some(Does::Poll);
            way.is_common |= way.is_polled || is_next_event(inst);
            if !served.contains(&at.block) && matches!(inst, Inst::Call { .. }) && !is_look {
                way.first = way.first.or(Some(inst.span()).filter(|_| at.block != site.call.at.block));
            }
            Next::Go
        }
        Event::Way(from, terminator, to) => {
            way.is_common |= served.contains(&to);
            if let Terminator::Goto { span: Some(span), .. } = terminator
                && !served.contains(&from)
            {
                way.first = way.first.or(Some(*span));
            }
            if !inside[to.0 as usize]
                && to != site.call.at.block
                && way.exit.is_none()
                && let Terminator::Goto { span: Some(span), .. } = terminator
            {
                way.exit = Some(*span);
            }
            let asked = asked(calls, &errors, facts, terminator);
            // Nothing else decides what becomes of the failure.
            facts.keep(calls.function, &decisive);
            if let Asked::Harmless(fits) = asked {
                ways.is_tested = true;
                ways.is_left_when_empty |= !inside[fits.0 as usize] && fits != site.call.at.block;
            }
            match asked {
                Asked::Nothing => Next::Go,
                Asked::Kind => {
                    ways.is_graded = true;
                    Next::Go
                }
                Asked::Harmless(fits) if fits == to && !same_way(calls, from, to) => Next::Stop,
                Asked::Harmless(_) => Next::Go,
            }
        }
        Event::Leave(Terminator::Return { span, .. } | Terminator::Diverge { span }) => {
            ways.exits.push(way.exit.unwrap_or(*span));
            ways.own_exits |= !way.is_common;
            Next::Stop
        }
        Event::Leave(_) => Next::Stop,
        Event::Done(_) => Next::Go,
    };
    walk(calls.function, start(site), assume(calls, site, "Err"), Way::default(), see).then_some(ways)
}

/// Whether an event loop goes on to what else has happened.
fn is_next_event(inst: &Inst) -> bool {
    matches!(inst, Inst::Call { callee: Callee::Named(name), .. } if name.as_str() == ".next")
}

fn is_pause(calls: &Calls, site: &Site, inst: &Inst) -> bool {
    match inst {
        Inst::Call { callee: Callee::Named(name), args, .. } if name.as_str() == AWAIT => {
            let of = args.first().and_then(Operand::place);
            !of.is_some_and(|place| site.copies.contains(&place) || Some(place) == site.call.dest)
        }
        // That is another rule's matter.
        Inst::Call { callee: Callee::Named(name), .. } if name.as_str() == SWALLOWED => true,
        _ => calls.does(inst) == Some(Does::Pause),
    }
}
