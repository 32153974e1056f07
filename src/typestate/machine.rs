//! One simulation: the states of one subject, instruction by instruction.

use super::automaton::{Event, Typestate, Violation};
use super::calls::Point;
use super::context::FunctionCx;
use super::facts::Facts;
use super::observation::Exit;
use super::state::{Handle, State};
use super::storage::Storage;
use super::subject::{Subject, Tracked};
use super::summary::FreshAt;
use super::value::{Origin, Value};
use crate::dataflow::{Domain, NodeId};
use crate::ir::{BlockId, CmpOp, Inst, LocalId, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::source::Span;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

/// Something wrong that happens to the tracked handle.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// Lost while open.
    Lost(Exit),
    /// An operation that its typestate forbids.
    Misuse(Violation),
    /// Borrowed, the peer is gone, and this exit leaves it open without telling anyone.
    LeftOpen,
}

/// Where and in which state something wrong happened.
#[derive(Clone, Debug)]
pub struct Incident {
    /// What.
    pub wrong: Wrong,
    /// The node whose block holds it.
    pub node: NodeId,
    /// The instruction or terminator.
    pub point: Point,
    /// Its source.
    pub span: Span,
    /// The handle just before.
    pub handle: Handle,
    /// Whether facts had been forgotten.
    pub is_merged: bool,
}

/// One way out of the function.
#[derive(Clone, Debug, Default)]
pub struct ExitRecord {
    /// The returned value.
    pub returns: Value,
    /// The handle; `None` where it was never born.
    pub handle: Option<Handle>,
    /// Whether the handle is what is returned.
    pub is_returned: bool,
    /// Whether a place other than where it was borrowed from keeps it after the return.
    pub is_kept: bool,
    /// Whether the place it was borrowed from holds something else now.
    pub is_reset: bool,
    /// Where a fresh handle reaches the caller.
    pub fresh: Option<FreshAt>,
}

/// The simulation of one subject over one function.
pub struct Machine<'m, 'a> {
    /// The function.
    pub cx: &'m FunctionCx<'a>,
    /// What is tracked.
    pub tracked: &'m Tracked,
    /// What is remembered of values.
    pub facts: &'m Facts,
    /// What went wrong, in the order in which nodes were visited.
    pub incidents: Vec<Incident>,
    /// The ways out.
    pub exits: Vec<ExitRecord>,
    /// The calls of unknown functions that were given the handle, by number.
    pub asked: FxHashSet<u32>,
    pub(super) node: NodeId,
    pub(super) at: (Point, Span),
}

impl<'m, 'a> Machine<'m, 'a> {
    /// A machine at the function's entry.
    pub fn new(cx: &'m FunctionCx<'a>, tracked: &'m Tracked, facts: &'m Facts) -> Machine<'m, 'a> {
        let point = Point { block: BlockId(0), index: 0 };
        let at = (point, Span::default());
        Machine {
            cx,
            tracked,
            facts,
            incidents: Vec::new(),
            exits: Vec::new(),
            asked: FxHashSet::default(),
            node: NodeId(0),
            at,
        }
    }

    /// Whether the subject is borrowed.
    pub fn is_borrowed(&self) -> bool {
        matches!(self.tracked.subject, Subject::Borrowed { .. })
    }

    /// The states after `inst`.
    pub fn step(&mut self, point: Point, inst: &Inst, mut state: State) -> Vec<State> {
        self.at = (point, inst.span());
        if !self.touch(&mut state, inst) {
            return Vec::new();
        }
        match inst {
            Inst::Assign { dest, value, .. } => {
                self.assign(&mut state, *dest, value);
                vec![state]
            }
            Inst::Call { .. } => self.call(self.cx.call_at(point), state),
            Inst::Commented { callee, args, .. } => {
                self.commented(&mut state, callee.as_str(), args);
                vec![state]
            }
            Inst::Opaque { uses, .. } => {
                self.opaque(&mut state, uses);
                vec![state]
            }
            Inst::ScopeEnd { locals, .. } => {
                self.end_scope(&mut state, locals);
                vec![state]
            }
        }
    }

    /// Learns that the pointers which `inst` follows are not null; `false` where one of them is.
    fn touch(&self, state: &mut State, inst: &Inst) -> bool {
        let mut places: SmallVec<[PlaceId; 4]> = SmallVec::new();
        let operand = |operand: &Operand, places: &mut SmallVec<[PlaceId; 4]>| places.extend(operand.place());
        match inst {
            Inst::Assign { dest, value, .. } => {
                places.push(*dest);
                match value {
                    Rvalue::Use(a) | Rvalue::Neg(a) => operand(a, &mut places),
                    Rvalue::Binary(_, a, b) => {
                        operand(a, &mut places);
                        operand(b, &mut places);
                    }
                    Rvalue::Zeroed | Rvalue::Unknown => {}
                }
            }
            Inst::Call { dest, args, .. } => {
                places.extend(*dest);
                args.iter().for_each(|arg| operand(arg, &mut places));
            }
            Inst::Commented { .. } | Inst::Opaque { .. } | Inst::ScopeEnd { .. } => {}
        }
        places.into_iter().all(|place| self.follow(state, place))
    }

    /// Learns that the pointers on the way to `place` are not null; `false` where one of them is.
    pub fn follow(&self, state: &mut State, place: PlaceId) -> bool {
        self.cx.pointers_to(place).iter().all(|&pointer| {
            let value = self.place_value(state, pointer).refine(CmpOp::Ne, &Value::int(0));
            let is_possible = value.is_some();
            value.into_iter().for_each(|value| self.record(state, pointer, value));
            is_possible
        })
    }

    /// The states in which the successors of a block are entered when its terminator is reached in `state`.
    pub fn leave(&mut self, point: Point, terminator: &Terminator, state: State) -> Vec<(BlockId, State)> {
        let mut after = self.go_on(point, terminator, state);
        // On the way back to the head of a loop a failure that is worth another try is forgiven.
        for (_, state) in after.iter_mut().filter(|(next, _)| self.cx.cfg.is_back_edge(point.block, *next)) {
            for handle in state.handles() {
                handle.peer = handle.dead_peer();
            }
        }
        after
    }

    fn go_on(&mut self, point: Point, terminator: &Terminator, state: State) -> Vec<(BlockId, State)> {
        match terminator {
            Terminator::Goto { target, .. } => vec![(*target, state)],
            Terminator::Branch { cond, then, otherwise, .. } => {
                let yes = self.branch(&state, &cond.lhs, cond.op, &cond.rhs).map(|after| (*then, after));
                let no = self.branch(&state, &cond.lhs, cond.op.negate(), &cond.rhs).map(|after| (*otherwise, after));
                yes.into_iter().chain(no).collect()
            }
            Terminator::Switch { value, cases, default, .. } => self.switch(&state, value, cases, *default),
            Terminator::Return { value, span } => {
                self.at = (point, *span);
                self.exit(state, value.as_ref());
                Vec::new()
            }
            Terminator::Diverge { .. } => Vec::new(),
        }
    }

    /// Begins with the node `node`: what goes wrong from now on happens there.
    pub fn start(&mut self, node: NodeId) {
        self.node = node;
    }

    /// The states at the end of a block.
    pub fn run_insts(&mut self, block: BlockId, state: State) -> Vec<State> {
        let mut states = vec![state];
        for (index, inst) in self.cx.function.block(block).insts.iter().enumerate() {
            let point = Point { block, index: index as u32 };
            states = states.into_iter().flat_map(|state| self.step(point, inst, state)).collect();
        }
        states
    }

    /// Runs a whole block.
    pub fn run_block(&mut self, block: BlockId, state: State) -> Vec<(BlockId, State)> {
        let body = self.cx.function.block(block);
        let point = Point { block, index: body.insts.len() as u32 };
        let states = self.run_insts(block, state);
        let mut after = states.into_iter().flat_map(|state| self.leave(point, &body.terminator, state)).collect();
        self.tidy(&mut after);
        after
    }

    /// Forgets what can decide nothing more, and paths with nothing more to tell.
    pub fn tidy(&self, after: &mut Vec<(BlockId, State)>) {
        for (next, state) in after.iter_mut() {
            self.facts.bury(*next, state);
            self.facts.forget(self.cx, *next, state);
        }
        after.retain(|(next, state)| !self.facts.is_over(*next, state));
    }

    /// The value of an operand.
    pub fn value(&self, state: &State, operand: &Operand) -> Value {
        match operand {
            Operand::Copy(place) => self.place_value(state, *place),
            Operand::AddrOf(_) => Value::satisfying(CmpOp::Ne, 0),
            Operand::Const(constant) => Value::constant(constant, self.cx.models),
            Operand::Unknown => Value::ANY,
        }
    }

    fn place_value(&self, state: &State, place: PlaceId) -> Value {
        let holds = |handle: &Option<Handle>| handle.as_ref().is_some_and(|handle| handle.places.contains(&place));
        if holds(&state.handle) || holds(&state.older) {
            return Value::handle();
        }
        if let Some(value) = state.fact(place) {
            return value.clone();
        }
        if self.cx.is_error_place(place) { Value::error_code() } else { Value::ANY }
    }

    /// Stores a value.
    fn assign(&mut self, state: &mut State, dest: PlaceId, value: &Rvalue) {
        let new = match value {
            Rvalue::Use(operand) => self.value(state, operand),
            Rvalue::Neg(operand) => self.negated(state, operand),
            Rvalue::Zeroed => Value::int(0),
            Rvalue::Binary(op, a, b) => self.value(state, a).computed(*op, &self.value(state, b)),
            Rvalue::Unknown => Value::ANY,
        };
        let source = match value {
            Rvalue::Use(Operand::Copy(place)) => Some(*place),
            _ => None,
        };
        let copies = source.map_or(Copies::default(), |source| self.copies(state, source, dest));
        let is_constant = matches!(value, Rvalue::Use(Operand::Const(_)) | Rvalue::Zeroed);
        // A socket that is stored over another one tells nothing about it.
        if is_constant || self.tracked.subject != (Subject::Borrowed { place: dest }) {
            self.tell(state, dest, &new);
        }
        // A borrowed handle that is reset may well be somebody else's by now.
        let is_reset = self.is_borrowed() && is_constant;
        let spared = [is_reset || !copies.newest.is_empty(), is_reset || !copies.older.is_empty()];
        self.overwrite(state, dest, spared);
        for (handle, added) in [(&mut state.handle, copies.newest), (&mut state.older, copies.older)] {
            if let Some(handle) = handle {
                added.into_iter().for_each(|place| handle.add(place));
            }
        }
        if copies.escapes {
            self.escape(state);
        }
        self.record(state, dest, new);
    }

    fn negated(&self, state: &State, operand: &Operand) -> Value {
        let value = self.value(state, operand);
        let is_code = value.origin == Origin::Error || value.symbol().is_some();
        match operand {
            Operand::Const(crate::ir::Const::Int(number)) => Value::int(-number),
            // `-errno` and `-EINVAL` are how functions return failure.
            _ if is_code => Value::satisfying(CmpOp::Lt, 0),
            _ => Value::ANY,
        }
    }

    /// Records the value of a place that is worth it.
    pub fn record(&self, state: &mut State, place: PlaceId, value: Value) {
        if self.cx.tested().contains(place) {
            state.set_fact(place, if value.is_handle() { Value::ANY } else { self.facts.kept(place, value) });
        }
    }

    /// Where handles appear a second time when `source` is copied to `dest`.
    fn copies(&self, state: &State, source: PlaceId, dest: PlaceId) -> Copies {
        let mut copies = Copies::default();
        for (handle, into) in [(&state.handle, &mut copies.newest), (&state.older, &mut copies.older)] {
            for &held in handle.iter().flat_map(|handle| &handle.places) {
                if !self.cx.places.is_within(held, source) {
                    continue;
                }
                match self.moved(held, source, dest) {
                    Some(place) => into.push(place),
                    // Nothing names the copy; it lives on if the destination does.
                    None => copies.escapes = true,
                }
            }
        }
        copies
    }

    /// The place that lies to `dest` as `held` lies to `source`.
    fn moved(&self, held: PlaceId, source: PlaceId, dest: PlaceId) -> Option<PlaceId> {
        let places = &self.cx.places;
        let mut steps: Vec<&Step> =
            places.ancestors(held).take_while(|&id| id != source).map(|id| &places.get(id).step).collect();
        steps.reverse();
        steps.into_iter().try_fold(dest, |at, step| places.find(Some(at), step.clone()))
    }

    /// `dest` gets a new value: what it held is gone from there. A handle that is spared, the newest or the older one, is not
    /// lost by that.
    pub fn overwrite(&mut self, state: &mut State, dest: PlaceId, spared: [bool; 2]) {
        let places = &self.cx.places;
        state.retain_facts(|place, _| !places.is_within(place, dest));
        self.forget_same_field(state, dest);
        let is_summary = |at: PlaceId| matches!(places.get(at).step, Step::Elem(crate::ir::Elem::Any));
        if places.ancestors(dest).any(is_summary) {
            return;
        }
        let pointer_was_fresh = state.fact(dest).is_some_and(|value| value.origin == Origin::Fresh);
        let exits = spared.map(|is_spared| (!is_spared).then_some(Exit::Overwrite));
        self.drop_places(state, exits, pointer_was_fresh, |held| (places.is_within(held, dest), held != dest));
    }

    /// A store through one pointer may change the same field behind another.
    fn forget_same_field(&self, state: &mut State, dest: PlaceId) {
        let places = &self.cx.places;
        let Step::Field(field) = &places.get(dest).step else { return };
        if !places.has_deref(dest) {
            return;
        }
        state.retain_facts(|place, _| {
            !(places.has_deref(place) && matches!(&places.get(place).step, Step::Field(other) if other == field))
        });
    }

    /// Removes places from the handles. `gone` tells for a held place whether it goes, and whether it goes only because the
    /// pointer that led to it does: then the object lives on unless the pointer was the only way to it.
    pub fn drop_places(
        &mut self,
        state: &mut State,
        exits: [Option<Exit>; 2],
        is_fresh: bool,
        gone: impl Fn(PlaceId) -> (bool, bool),
    ) {
        let is_merged = state.is_merged;
        for (which, exit) in exits.into_iter().enumerate() {
            let slot = if which == 0 { &mut state.handle } else { &mut state.older };
            let Some(handle) = slot else { continue };
            let before = handle.clone();
            let mut lives_on = false;
            let cx = self.cx;
            handle.places.retain(|&mut held| {
                let (goes, through_pointer) = gone(held);
                let is_behind = through_pointer && !matches!(cx.storage(held), Storage::Own(_));
                lives_on |= goes && is_behind && !is_fresh;
                !goes
            });
            if handle.places.len() == before.places.len() || !handle.places.is_empty() && !lives_on {
                continue;
            }
            if !lives_on && exit == Some(Exit::Overwrite) && self.is_home_behind_pointer() {
                // It is still open, and its owner cannot reach it any more.
                handle.peer = None;
                if handle.is_open() && before.is_untold() && self.tracked.is_socket && self.tracked.has_peer {
                    self.incident(Wrong::Lost(Exit::Overwrite), before, is_merged);
                }
            } else if lives_on || self.is_borrowed() {
                handle.typestate = if handle.is_open() { Typestate::Escaped } else { handle.typestate };
            } else if let Some(exit) = exit.filter(|_| handle.is_open() && !self.is_closed_with_others(&before)) {
                self.incident(Wrong::Lost(exit), before, is_merged);
                *slot = None;
            }
        }
    }

    /// Whether the handle was borrowed from a place that outlives the function: storing over that takes it from its owner.
    fn is_home_behind_pointer(&self) -> bool {
        match self.tracked.subject {
            Subject::Borrowed { place } => !matches!(self.cx.storage(place), Storage::Own(_)),
            Subject::Site { .. } => false,
        }
    }

    /// Notes something wrong at the current instruction.
    pub fn incident(&mut self, wrong: Wrong, handle: Handle, is_merged: bool) {
        let (point, span) = self.at;
        self.incidents.push(Incident { wrong, node: self.node, point, span, handle, is_merged });
    }

    /// Runs the automaton on one handle.
    pub fn event(&mut self, handle: &mut Handle, event: Event, call: u32, is_merged: bool) {
        let (next, violation) = handle.typestate.step(event);
        // A close in a loop that repeats itself on EINTR is a matter of its own rule.
        let is_same_call = event == Event::Release && handle.released_by == Some(call);
        if let Some(violation) = violation.filter(|_| !is_same_call) {
            self.incident(Wrong::Misuse(violation), handle.clone(), is_merged);
        }
        if event == Event::Release && handle.is_open() {
            handle.released_by = Some(call);
            handle.marks.closed_after_peer |= handle.dead_peer().is_some();
        }
        handle.typestate = next;
        if violation.is_some() {
            // Told once; what follows on this path is the same fault.
            handle.typestate = Typestate::Escaped;
        }
    }

    fn escape(&self, state: &mut State) {
        for handle in state.handles().filter(|handle| handle.is_open()) {
            handle.typestate = Typestate::Escaped;
        }
    }

    /// Something that outlives the function learns of the end of a borrowed handle: by a value that is stored once the end is
    /// known, or by the very result that tells it.
    pub fn tell(&self, state: &mut State, dest: PlaceId, value: &Value) {
        let is_error = self.cx.is_error_place(dest);
        let outlives = !matches!(self.cx.storage(dest), Storage::Own(_));
        let is_result = matches!(value.origin, Origin::Io(_));
        if outlives && !is_error {
            for handle in state.handles().filter(|handle| handle.dead_peer().is_some() || is_result) {
                handle.marks.told = true;
            }
        }
    }

    fn commented(&self, state: &mut State, callee: &str, args: &[PlaceId]) {
        let is_release = self.cx.models.function(callee).is_some_and(|model| model.role == crate::model::Role::Release);
        let places = &self.cx.places;
        for handle in state.handles().filter(|handle| is_release && handle.peer.is_some()) {
            handle.marks.commented_close |= args.iter().any(|&arg| handle.is_in(arg, places));
        }
    }

    fn opaque(&self, state: &mut State, uses: &[PlaceId]) {
        let places = &self.cx.places;
        for &place in uses {
            state.retain_facts(|known, _| !places.is_within(known, place));
        }
        for handle in state.handles() {
            handle.marks.opaque |=
                uses.iter().any(|&place| handle.is_in(place, places) || handle.is_inside(place, places));
        }
    }

    fn end_scope(&mut self, state: &mut State, locals: &[LocalId]) {
        let cx = self.cx;
        let ends = |place: PlaceId| cx.places.root_local(place).is_some_and(|local| locals.contains(&local));
        let is_fresh = state.facts().iter().any(|(place, value)| ends(*place) && value.origin == Origin::Fresh);
        let is_cleaned =
            |place: PlaceId| cx.places.root_local(place).is_some_and(|id| cx.function.local(id).cleanup.is_some());
        for handle in state.handles() {
            if handle.places.iter().any(|&place| ends(place) && is_cleaned(place)) {
                handle.typestate = Typestate::Escaped;
            }
        }
        self.drop_places(state, [Some(Exit::Scope); 2], is_fresh, |held| (ends(held), true));
        state.retain_facts(|place, _| !ends(place));
    }
}

/// See [`Machine::copies`].
#[derive(Default)]
struct Copies {
    newest: Vec<PlaceId>,
    older: Vec<PlaceId>,
    escapes: bool,
}

impl Domain for Machine<'_, '_> {
    type State = State;

    fn entry(&mut self) -> State {
        let mut state = State::new();
        if let Subject::Borrowed { place } = self.tracked.subject {
            state.handle = Some(Handle::open(place));
        }
        state
    }

    fn flow(&mut self, node: NodeId, block: BlockId, state: &State) -> Vec<(BlockId, State)> {
        self.start(node);
        self.run_block(block, state.clone())
    }

    fn widen(&mut self, state: &mut State) {
        state.forget_facts();
    }
}
