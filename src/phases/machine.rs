//! One socket on all paths of a function, call by call.

mod branch;

use super::context::Context;
use super::fault::{Fault, Incident};
use super::linger::sets_zero;
use super::state::{Done, Peer, Sock, State};
use super::steps::{Act, Call};
use super::subject::{Subject, Traits};
use crate::dataflow::{BlockSet, Domain, NodeId};
use crate::ir::{BlockId, CmpOp, Elem, Inst, LocalKind, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::Phase;
use crate::typestate::Value;

/// The one that leaves nothing to close where it fails; `closesocket` may be called again.
const CLOSE: &str = "close";

/// The simulation of one socket.
pub struct Machine<'m, 'c, 'f> {
    cx: &'m Context<'c, 'f>,
    subject: Subject,
    traits: Traits,
    /// Blocks from which it may be opened.
    ahead: Option<BlockSet>,
    /// Whether results of receives and sends matter.
    follows_data: bool,
    /// What was seen.
    pub incidents: Vec<Incident>,
}

impl<'m, 'c, 'f> Machine<'m, 'c, 'f> {
    /// A machine at the function's entry.
    pub fn new(cx: &'m Context<'c, 'f>, subject: Subject) -> Machine<'m, 'c, 'f> {
        let steps = cx.steps;
        let ahead = match subject {
            Subject::Site(call) => Some(cx.reaching(steps.calls[call].at.0)),
            Subject::Given(_) => None,
        };
        let closes = |call: &Call| call.act == Act::Close;
        Machine {
            cx,
            subject,
            traits: subject.traits(steps),
            ahead,
            follows_data: steps.calls.iter().any(closes),
            incidents: Vec::new(),
        }
    }

    /// The socket that this one came from.
    fn listener(&self) -> Option<PlaceId> {
        match self.subject {
            Subject::Site(site) if self.cx.steps.calls[site].act == Act::Accept => self.cx.steps.calls[site].handle(),
            _ => None,
        }
    }

    /// The function is left, and this one with it, where its listener was closed.
    fn lost(&mut self, returns: Option<&Operand>, state: &State) {
        let function = self.cx.steps.function;
        let Some(sock) = &state.sock else { return };
        let Some(closed) = sock.listener_closed.filter(|_| !sock.is_shared && sock.closed.is_none()) else { return };
        let is_own = |held: &PlaceId| {
            let local = function.places.root_local(*held).map(|local| function.local(local).kind);
            matches!(local, Some(LocalKind::Auto | LocalKind::Temp)) && function.places.get(*held).parent.is_none()
        };
        let is_named = |held: &PlaceId| {
            function.places.root_local(*held).is_some_and(|local| function.local(local).kind != LocalKind::Temp)
        };
        let is_returned = returns.and_then(Operand::place).is_some_and(|place| sock.places.contains(&place));
        // What never got a name was handed to something.
        if sock.places.iter().all(is_own) && sock.places.iter().any(is_named) && !is_returned {
            let faults = vec![Fault::wrong_handle()];
            self.incidents.push(Incident {
                call: closed as usize,
                faults,
                sock: sock.clone(),
                is_merged: state.is_merged,
            });
        }
    }

    fn holds(&self, sock: &Sock, place: PlaceId) -> bool {
        sock.places.contains(&place)
    }

    fn value(&self, state: &State, operand: &Operand) -> Value {
        match operand {
            Operand::Copy(place) => match &state.sock {
                Some(sock) if self.holds(sock, *place) => Value::handle(),
                _ => self.place_value(state, *place),
            },
            Operand::AddrOf(_) => Value::satisfying(CmpOp::Ne, 0),
            Operand::Const(constant) => Value::constant(constant, self.cx.steps.models),
            Operand::Unknown => Value::ANY,
        }
    }

    fn place_value(&self, state: &State, place: PlaceId) -> Value {
        let known = state.value(place);
        match &self.cx.steps.function.places.get(place).step {
            Step::Global(name) if known.is_any() => {
                self.cx.steps.models.number(name.as_str()).map_or(Value::ANY, Value::int)
            }
            _ => known,
        }
    }

    fn record(&self, state: &mut State, place: PlaceId, value: Value) {
        if self.cx.tested.contains(place) || self.is_linger(place) {
            let value = if value.is_handle() { Value::ANY } else { value };
            state.set(place, value);
        }
    }

    fn is_one(&self, place: PlaceId) -> bool {
        let places = &self.cx.steps.function.places;
        places.ancestors(place).all(|at| !matches!(places.get(at).step, Step::Elem(Elem::Any)))
    }

    fn is_linger(&self, place: PlaceId) -> bool {
        let function = self.cx.steps.function;
        match &function.places.get(place).step {
            Step::Field(name) => name.as_str().starts_with("l_"),
            Step::Local(local) => function.local(*local).ty.base.as_str().to_ascii_lowercase().contains("linger"),
            _ => false,
        }
    }

    /// The place holds something else now.
    fn overwrite(&self, state: &mut State, place: PlaceId) {
        let places = &self.cx.steps.function.places;
        state.retain(|known| !places.is_within(known, place));
        if let Some(sock) = &mut state.sock {
            sock.places.retain(|held| !places.is_within(*held, place));
            if sock.places.is_empty() {
                state.sock = None;
            }
        }
    }

    fn assign(&self, state: &mut State, dest: PlaceId, value: &Rvalue) {
        let known = match value {
            Rvalue::Use(operand) => self.value(state, operand),
            Rvalue::Zeroed => Value::int(0),
            Rvalue::Binary(op, a, b) => self.value(state, a).computed(*op, &self.value(state, b)),
            Rvalue::Neg(_) | Rvalue::Unknown => Value::ANY,
        };
        let from = match value {
            Rvalue::Use(Operand::Copy(from)) => Some(*from),
            _ => None,
        };
        let copies = from.is_some_and(|from| state.sock.as_ref().is_some_and(|sock| self.holds(sock, from)));
        if from != Some(dest) {
            let keeps = state.sock.clone().filter(|_| copies);
            self.overwrite(state, dest);
            if let Some(mut sock) = keeps {
                // Which element it is now in, the next round does not tell.
                match self.is_one(dest) {
                    true => sock.add(dest),
                    false => sock.is_shared = true,
                }
                state.sock = Some(sock);
            }
        }
        if matches!(value, Rvalue::Zeroed) {
            let places = &self.cx.steps.function.places;
            for at in (0..places.len() as u32).map(PlaceId).filter(|&at| at != dest && places.is_within(at, dest)) {
                self.record(state, at, Value::int(0));
            }
        }
        self.record(state, dest, known);
    }

    fn call(&mut self, number: usize, mut state: State) -> Vec<State> {
        let call = &self.cx.steps.calls[number];
        if self.subject == Subject::Site(number) {
            return self.birth(number, state);
        }
        let is_ours = |sock: &Sock| call.handle().is_some_and(|place| sock.places.contains(&place));
        let states = match state.sock.take() {
            Some(sock) if is_ours(&sock) => self.step(number, sock, &state),
            Some(mut sock) => {
                if call.act == Act::Unknown && self.may_reach(&sock, call) {
                    sock.touch();
                }
                if call.act == Act::Close && call.handle().is_some() && call.handle() == self.listener() {
                    sock.listener_closed = Some(number as u32);
                }
                vec![(state.with(Some(sock)), Value::ANY)]
            }
            None => vec![(state, Value::ANY)],
        };
        states.into_iter().map(|(state, result)| self.finish(call, state, result)).collect()
    }

    /// Whether a call of something unknown may get at the socket: it is given it, or finds it where others find it too.
    fn may_reach(&self, sock: &Sock, call: &Call) -> bool {
        let function = self.cx.steps.function;
        let places = &function.places;
        let is_given = |held: PlaceId| {
            call.args.iter().filter_map(Operand::place).any(|arg| places.is_within(held, arg) || arg == held)
        };
        let is_own = |held: PlaceId| {
            let is_variable = |local| !matches!(function.local(local).kind, LocalKind::Static);
            !places.has_deref(held) && places.root_local(held).is_some_and(is_variable)
        };
        sock.is_shared || sock.places.iter().any(|&held| is_given(held) || !is_own(held))
    }

    fn finish(&self, call: &Call, mut state: State, result: Value) -> State {
        let places = &self.cx.steps.function.places;
        let is_clear = call.name == "memset" || call.name == "bzero" || call.name == "ZeroMemory";
        for arg in call.args {
            if let Operand::AddrOf(place) = arg
                && !matches!(call.act, Act::Set(_))
            {
                state.retain(|known| !places.is_within(known, *place));
                let parts = (0..places.len() as u32).map(PlaceId).filter(|at| places.is_within(*at, *place));
                parts.filter(|_| is_clear).for_each(|at| self.record(&mut state, at, Value::int(0)));
            }
        }
        if let Some(dest) = call.dest {
            self.overwrite(&mut state, dest);
            self.record(&mut state, dest, result);
        }
        state
    }

    fn birth(&mut self, number: usize, state: State) -> Vec<State> {
        let call = &self.cx.steps.calls[number];
        let failed = self.finish(call, state.with(None), Value::int(-1));
        let mut born = self.finish(call, state.with(None), Value::ANY);
        born.sock = call.dest.map(Sock::fresh);
        if let Some(sock) = born.sock.as_mut().filter(|_| call.act == Act::Accept) {
            (sock.bound, sock.peer) = (Done::Perhaps, Peer::Is(number as u32));
        }
        vec![failed, born]
    }

    /// A call that works on the socket: what may come of it, with its result.
    fn step(&mut self, number: usize, mut sock: Sock, state: &State) -> Vec<(State, Value)> {
        let call = &self.cx.steps.calls[number];
        self.judge(number, call, &sock, state);
        let with = |sock: Option<Sock>, result: Value| (state.with(sock), result);
        if sock.closed.is_some() {
            // Who does something with it first knows that it is open: one that would have blocked, where that can be.
            return vec![with((call.act != Act::Close && call.model.is_none()).then_some(sock), Value::ANY)];
        }
        let (ok, error) = (Value::int(0), Value::int(-1));
        let by = Done::By(number as u32);
        let (mut done, mut failed) = (sock.clone(), sock.clone());
        match &call.act {
            Act::Step(Phase::Bind) => done.bound = by,
            Act::Step(Phase::Listen) => done.listening = by,
            Act::Step(Phase::Connect) if self.traits.is_datagram => {}
            Act::Step(Phase::Connect) => {
                done.peer = Peer::Is(number as u32);
                failed.peer = Peer::Failed(number as u32);
            }
            Act::Step(Phase::Shutdown) => {
                sock.shut = true;
                return vec![with(Some(sock), Value::ANY)];
            }
            Act::Set(option) => {
                if self.cx.steps.models.is_marked(option, "linger") {
                    let is_zero = sets_zero(self.cx.steps, call, |place| state.value(place));
                    sock.linger = is_zero.then_some(number as u32);
                }
                return vec![with(Some(sock), Value::ANY)];
            }
            Act::Send { .. } | Act::Receive => return self.moved(number, sock, state),
            Act::Close if call.name == CLOSE && call.dest.is_some() => {
                let again = Sock { closed: Some(number as u32), ..sock };
                return vec![with(None, ok), with(Some(again), error)];
            }
            Act::Close | Act::End => return vec![with(None, Value::ANY)],
            Act::Open | Act::Accept | Act::Quiet | Act::Unknown => return vec![with(Some(sock), Value::ANY)],
        }
        let all = [with(Some(done), ok), with(Some(failed), error)];
        // Who does not look takes it that it worked.
        let n = if call.dest.is_some() { 2 } else { 1 };
        all.into_iter().take(n).collect()
    }

    /// Data was to be moved.
    fn moved(&self, number: usize, mut sock: Sock, state: &State) -> Vec<(State, Value)> {
        let call = &self.cx.steps.calls[number];
        let is_send = matches!(call.act, Act::Send { .. });
        let is_addressed = matches!(call.act, Act::Send { is_addressed: true });
        sock.sent = (is_send && !is_addressed).then_some(number as u32);
        sock.talked |= !is_addressed;
        let with = |sock: Sock, result: Value| (state.with(Some(sock)), result);
        if call.dest.is_none() || !self.follows_data {
            return vec![with(sock, Value::ANY)];
        }
        let gone = Sock { gone: true, sent: None, ..sock.clone() };
        let op = if is_send { CmpOp::Lt } else { CmpOp::Le };
        vec![with(sock, Value::satisfying(op.negate(), 0)), with(gone, Value::satisfying(op, 0))]
    }

    fn judge(&mut self, number: usize, call: &Call, sock: &Sock, state: &State) {
        let faults = Fault::of(self.cx, &self.traits, call, sock);
        self.incidents.push(Incident { call: number, faults, sock: sock.clone(), is_merged: state.is_merged });
    }
}

impl Domain for Machine<'_, '_, '_> {
    type State = State;

    fn entry(&mut self) -> State {
        let sock = match self.subject {
            Subject::Given(place) => Some(Sock::unknown(place)),
            Subject::Site(_) => None,
        };
        State::default().with(sock)
    }

    fn flow(&mut self, _: NodeId, block: BlockId, state: &State) -> Vec<(BlockId, State)> {
        let body = self.cx.steps.function.block(block);
        let mut states = vec![state.clone()];
        for (index, inst) in body.insts.iter().enumerate() {
            let mut after = Vec::with_capacity(states.len());
            for mut state in states {
                match inst {
                    Inst::Assign { dest, value, .. } => self.assign(&mut state, *dest, value),
                    Inst::Call { .. } => {
                        after.extend(self.call(self.cx.steps.call_at(block, index), state));
                        continue;
                    }
                    // It may do anything.
                    Inst::Opaque { .. } => state.sock = None,
                    Inst::ScopeEnd { locals, .. } => self.end_scope(&mut state, locals),
                    Inst::Commented { .. } => {}
                }
                after.push(state);
            }
            states = after;
        }
        if let Terminator::Return { value, .. } = &body.terminator {
            states.iter().for_each(|state| self.lost(value.as_ref(), state));
        }
        let mut after: Vec<_> = states.into_iter().flat_map(|state| self.leave(&body.terminator, state)).collect();
        after.retain(|(next, state)| {
            let tells = |sock: &Sock| self.cx.worked_on.contains(*next) || sock.listener_closed.is_some();
            state.sock.as_ref().is_some_and(tells) || self.ahead.as_ref().is_some_and(|ahead| ahead.contains(*next))
        });
        for (next, state) in &mut after {
            state.retain(|place| self.cx.liveness.is_live(*next, place) || self.is_linger(place));
        }
        after
    }

    fn widen(&mut self, state: &mut State) {
        state.widen();
    }
}
