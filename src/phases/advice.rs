//! What a function could do to be safe and does not: advice, not faults.
//!
//! Only sockets that the function opens itself are looked at, and only where nothing else was given them that may have seen
//! to it: what is said is what the function shows.

use super::context::Context;
use super::steps::{Act, Call, Steps};
use super::subject::{Subject, Traits};
use crate::frontend::World;
use crate::ir::{INDEX, Inst, Operand, PlaceId, Rvalue, Step};
use crate::model::Trait;
use crate::typestate::Sequence;

/// What is missing, and the call that it is about.
pub fn advice(cx: &Context, subject: Subject, world: World, has_guard: bool) -> Vec<(Sequence, usize)> {
    let steps = cx.steps;
    let (Subject::Site(site), Some(home)) = (subject, subject.home(steps)) else { return Vec::new() };
    let view = View { cx, site, places: copies(steps, home), traits: subject.traits(steps) };
    let mut found = Vec::new();
    if view.is_out_of_sight() {
        return found;
    }
    let is_posix = world == World::Posix && !view.is_windows();
    if is_posix && !view.closes_on_exec() {
        found.push((Sequence::NoCloseOnExec, site));
    }
    if let Some(send) = view.first(|call| matches!(call.act, Act::Send { .. }) && is_posix && view.may_signal(call))
        && view.traits.is_stream
        && !has_guard
    {
        found.push((Sequence::NoSignalGuard, send));
    }
    if view.has_distant_peer() && !view.has_limit() {
        found.extend(view.first(|call| call.act == Act::Receive).map(|call| (Sequence::NoTimeout, call)));
        let waits = |call: &Call| call.act == Act::Receive && view.traits.is_stream && view.is_in_loop(call);
        let asks = view.sets(|option| steps.models.is_marked(option, "keepalive"));
        // A peer on this machine does not vanish without a word.
        let is_near = view.traits.is_local;
        found.extend(view.first(waits).filter(|_| !asks && !is_near).map(|call| (Sequence::NoKeepalive, call)));
    }
    found
}

struct View<'v, 'c, 'f> {
    cx: &'v Context<'c, 'f>,
    site: usize,
    places: Vec<PlaceId>,
    traits: Traits,
}

impl View<'_, '_, '_> {
    fn calls(&self) -> &[Call<'_>] {
        &self.cx.steps.calls
    }

    fn is_given(&self, call: &Call) -> bool {
        call.args.iter().filter_map(Operand::place).any(|place| self.places.contains(&place))
    }

    /// Whether something that nobody knows got it.
    fn is_out_of_sight(&self) -> bool {
        let places = &self.cx.steps.function.places;
        let is_key = |step: &Step| matches!(step, Step::Field(name) if name.as_str() == INDEX);
        let is_elsewhere = |place: &PlaceId| places.get(*place).parent.is_some() && !is_key(&places.get(*place).step);
        let is_passed = |call: &Call| call.model.is_none() && self.is_given(call) && !tells(call);
        self.places.iter().any(is_elsewhere) || self.calls().iter().any(is_passed)
    }

    fn is_windows(&self) -> bool {
        let function = self.cx.steps.function;
        let is_handle = |place: &PlaceId| match function.places.get(*place).step {
            Step::Local(local) => function.local(local).ty.base.as_str() == "SOCKET",
            _ => false,
        };
        self.places.iter().any(is_handle) || self.calls().iter().any(|call| call.name == "closesocket")
    }

    /// The first call on the socket that is such a one.
    fn first(&self, wanted: impl Fn(&Call) -> bool) -> Option<usize> {
        let is_ours = |call: &Call| call.handle().is_some_and(|place| self.places.contains(&place));
        let found = self.calls().iter().enumerate().filter(|(_, call)| is_ours(call) && wanted(call));
        found.min_by_key(|(_, call)| call.span.start).map(|(number, _)| number)
    }

    fn names(&self, call: &Call) -> Vec<String> {
        let names = call.args.iter().flat_map(|arg| self.cx.steps.symbols(Some(arg)));
        names.map(str::to_owned).collect()
    }

    fn sets(&self, wanted: impl Fn(&str) -> bool) -> bool {
        self.calls().iter().any(|call| matches!(&call.act, Act::Set(option) if wanted(option) || option.is_empty()))
    }

    fn closes_on_exec(&self) -> bool {
        let site = &self.calls()[self.site];
        let controls = |call: &Call| matches!(call.name, "fcntl" | "ioctl") && self.is_given(call);
        let is_flag = |name: &String| name.ends_with("_CLOEXEC");
        self.names(site).iter().any(is_flag) || self.calls().iter().any(controls)
    }

    fn may_signal(&self, call: &Call) -> bool {
        let is_quiet = |name: &String| self.cx.steps.models.is_marked(name, "no-signal");
        !self.names(call).iter().any(is_quiet) && !self.sets(|option| option == "SO_NOSIGPIPE")
    }

    /// Whether a receive does not wait for ever: as far as anybody sees.
    fn has_limit(&self) -> bool {
        let steps = self.cx.steps;
        let has = |call: &Call, what| steps.models.has_trait(call.name, what);
        let waits = |call: &Call| has(call, Trait::WaitsForReadiness) || has(call, Trait::LimitsWaiting);
        let controls = |call: &Call| {
            matches!(call.name, "fcntl" | "ioctl" | "ioctlsocket" | "WSAEventSelect") && self.is_given(call)
        };
        let is_flag = |name: &String| name.ends_with("NONBLOCK") || name.ends_with("DONTWAIT");
        self.calls().iter().any(|call| waits(call) || controls(call) || self.names(call).iter().any(is_flag))
            || self.sets(|option| steps.models.is_receive_timeout(option) || option == "TCP_USER_TIMEOUT")
    }

    /// Whether it is another program that answers, not the kernel.
    fn has_distant_peer(&self) -> bool {
        let steps = self.cx.steps;
        let site = &self.calls()[self.site];
        let families = if site.act == Act::Open { steps.symbols(site.args.first()) } else { Vec::new() };
        let is_known = |name: &&str| steps.models.is_marked(name, "internet") || steps.models.is_marked(name, "local");
        families.is_empty() || families.iter().any(is_known)
    }

    fn is_in_loop(&self, call: &Call) -> bool {
        let block = call.at.0;
        let before = self.cx.reaching(block);
        self.cx.cfg.successors[block.0 as usize].iter().any(|next| before.contains(*next))
    }
}

/// Whether a call only reports.
fn tells(call: &Call) -> bool {
    call.args.iter().any(|arg| matches!(arg, Operand::Const(crate::ir::Const::Str | crate::ir::Const::Key)))
}

/// The place and all that get a copy of what is in it.
fn copies(steps: &Steps, home: PlaceId) -> Vec<PlaceId> {
    let mut found = vec![home];
    loop {
        let n = found.len();
        for inst in steps.function.insts() {
            if let Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(from)), .. } = inst
                && found.contains(from)
                && !found.contains(dest)
            {
                found.push(*dest);
            }
        }
        if found.len() == n {
            return found;
        }
    }
}
