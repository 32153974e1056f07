//! One simulation: the states of one subject, instruction by instruction.

use super::automaton::{Event, Typestate, Violation};
use super::calls::Point;
use super::context::FunctionCx;
use super::facts::Facts;
use super::follows::touched;
use super::observation::Exit;
use super::state::{Handle, State};
use super::storage::Storage;
use super::subject::{Subject, Tracked};
use super::summary::{BoundaryPath, FreshAt};
use super::value::{Origin, Value};
use crate::dataflow::{Domain, NodeId};
use crate::ir::{BlockId, CmpOp, Inst, Operand, PlaceId, Step, Terminator};
use crate::source::Span;
use rustc_hash::FxHashSet;

/// Something wrong that happens to the tracked handle.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// Lost while open.
    Lost(Exit),
    /// An operation that its typestate forbids.
    Misuse(Violation),
    /// Borrowed, the peer is gone, and this exit leaves it open without telling anyone.
    LeftOpen,
    /// Borrowed, and this exit leaves it open where others with the same result may close it.
    Uneven,
    /// Borrowed and open, and its place is set to hold none.
    Reset,
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
    /// Where.
    pub point: Point,
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
    /// Where the number of one that is closed again is left to the caller.
    pub closed: Option<BoundaryPath>,
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
    /// The ways out by exception, of what the function opened itself.
    pub thrown: Vec<ExitRecord>,
    /// The calls of unknown functions that were given the handle, by number.
    pub asked: FxHashSet<u32>,
    /// Where a borrowed handle's place is set to hold none, and the handle's state there.
    pub resets: Vec<(Point, Typestate)>,
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
            thrown: Vec::new(),
            asked: FxHashSet::default(),
            resets: Vec::new(),
            node: NodeId(0),
            at,
        }
    }

    /// Whether the subject is borrowed, and somebody else's to close.
    pub fn is_borrowed(&self) -> bool {
        matches!(self.tracked.subject, Subject::Borrowed { .. }) && !self.tracked.is_given
    }

    /// The states after `inst`.
    pub fn step(&mut self, point: Point, inst: &Inst, state: State) -> Vec<State> {
        let mut after = Vec::with_capacity(1);
        self.step_into(point, inst, state, &mut after);
        after
    }

    /// Adds the states after `inst` to `after`.
    fn step_into(&mut self, point: Point, inst: &Inst, mut state: State, after: &mut Vec<State>) {
        self.at = (point, inst.span());
        if !self.touch(&mut state, inst) {
            return;
        }
        self.reach_through(&mut state, point, inst);
        match inst {
            Inst::Assign { dest, value, .. } => self.assign(&mut state, *dest, value),
            Inst::Call { .. } => {
                after.extend(self.call(self.cx.call_at(point), state));
                return;
            }
            Inst::Commented { callee, args, .. } => self.commented(&mut state, callee.as_str(), args),
            Inst::Opaque { uses, .. } => self.opaque(&mut state, uses),
            Inst::ScopeEnd { locals, .. } => self.end_scope(&mut state, locals),
        }
        after.push(state);
    }

    /// Learns that the pointers which `inst` follows are not null; `false` where one of them is.
    fn touch(&self, state: &mut State, inst: &Inst) -> bool {
        touched(inst).into_iter().all(|place| self.follow(state, place))
    }

    /// Learns that the pointers on the way to `place` are not null; `false` where one of them is.
    pub fn follow(&self, state: &mut State, place: PlaceId) -> bool {
        self.cx.pointers_to(place).iter().all(|&pointer| self.is_no_null(state, pointer))
    }

    /// Learns that a pointer is not null; `false` where it is.
    pub fn is_no_null(&self, state: &mut State, pointer: PlaceId) -> bool {
        let value = self.place_value(state, pointer).refine(CmpOp::Ne, &Value::int(0));
        let is_possible = value.is_some();
        value.into_iter().for_each(|value| self.record(state, pointer, value));
        is_possible
    }

    /// The states in which the successors of a block are entered when its terminator is reached in `state`.
    pub fn leave(&mut self, point: Point, terminator: &Terminator, state: State) -> Vec<(BlockId, State)> {
        match terminator {
            Terminator::Goto { target, .. } => vec![(*target, state)],
            Terminator::Branch { cond, then, otherwise, .. } => {
                let yes = self.branch(state.clone(), &cond.lhs, cond.op, &cond.rhs).map(|after| (*then, after));
                let no = self.branch(state, &cond.lhs, cond.op.negate(), &cond.rhs).map(|after| (*otherwise, after));
                yes.into_iter().chain(no).collect()
            }
            Terminator::Switch { value, cases, default, .. } => self.switch(state, value, cases, *default),
            Terminator::Return { value, span } => {
                self.at = (point, *span);
                self.exit(state, value.as_ref());
                Vec::new()
            }
            Terminator::Throw { span } => {
                self.at = (point, *span);
                self.throw(state);
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
        let (mut states, mut after) = (vec![state], Vec::new());
        for (index, inst) in self.cx.function.block(block).insts.iter().enumerate() {
            let point = Point { block, index: index as u32 };
            states.drain(..).for_each(|state| self.step_into(point, inst, state, &mut after));
            std::mem::swap(&mut states, &mut after);
        }
        states
    }

    /// Runs a whole block.
    pub fn run_block(&mut self, block: BlockId, state: State) -> Vec<(BlockId, State)> {
        let body = self.cx.function.block(block);
        let point = Point { block, index: body.insts.len() as u32 };
        let states = self.run_insts(block, state);
        let mut after = states.into_iter().flat_map(|state| self.leave(point, &body.terminator, state)).collect();
        self.tidy(block, &mut after);
        after
    }

    /// Forgets what can decide nothing more, and paths with nothing more to tell.
    pub fn tidy(&self, block: BlockId, after: &mut Vec<(BlockId, State)>) {
        for (next, state) in after.iter_mut() {
            self.facts.bury(*next, state);
            self.facts.forget(self.cx, *next, state);
            self.go_round(block, *next, state);
        }
        after.retain(|(next, state)| !self.facts.is_over(*next, state));
    }

    /// On the way back to the head of a loop a failure that is worth another try is forgiven.
    pub fn go_round(&self, block: BlockId, next: BlockId, state: &mut State) {
        if self.cx.cfg.is_back_edge(block, next) {
            for handle in state.handles() {
                handle.peer = handle.dead_peer();
            }
        }
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
        // A pointer that stands for an object around the handle is no number.
        let is_number = |handle: &Handle| handle.typestate != Typestate::Wrapped || !self.is_holder(place);
        let holds = |handle: &Option<Handle>| {
            handle.as_ref().is_some_and(|handle| handle.places.contains(&place) && is_number(handle))
        };
        if holds(&state.handle) || holds(&state.older) {
            return Value::handle();
        }
        if let Some(value) = state.fact(place) {
            return value.clone();
        }
        match &self.cx.places.get(place).step {
            _ if self.cx.is_error_place(place) => Value::error_code(),
            // A library's enumerator looks like a variable of the program: `thrd_success`.
            Step::Global(name) => self.cx.models.number(name.as_str()).map_or(Value::ANY, Value::int),
            _ => Value::ANY,
        }
    }

    /// Records the value of a place that is worth it.
    pub fn record(&self, state: &mut State, place: PlaceId, mut value: Value) {
        // Memory that is stored where others look is not this function's alone, whoever reads it back.
        if value.origin == Origin::Fresh && !matches!(self.cx.storage(place), Storage::Own(_)) {
            value.origin = Origin::None;
        }
        if self.cx.tested().contains(place) {
            state.set_fact(place, if value.is_handle() { Value::ANY } else { self.facts.kept(place, value) });
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
        // A close that is tried again because of its own result, as on EINTR, is a matter of its own rule.
        let is_retry =
            event == Event::Release && handle.released_by == Some(call) && self.cx.calls[call as usize].dest.is_some();
        if is_retry && violation.is_some() {
            return;
        }
        if let Some(violation) = violation {
            self.incident(Wrong::Misuse(violation), handle.clone(), is_merged);
        }
        if event == Event::Release && matches!(handle.typestate, Typestate::Open | Typestate::Wrapped) {
            handle.released_by = Some(call);
            handle.marks.closed_after_peer |= handle.dead_peer().is_some();
        }
        handle.typestate = next;
        if violation.is_some() {
            // Told once; what follows on this path is the same fault.
            handle.typestate = Typestate::Escaped;
        }
    }

    /// Closes the handle by the number in `place`: whoever else has it by now, it is closed for all.
    pub(super) fn close_in(&mut self, handle: &mut Handle, place: PlaceId, call: u32, is_merged: bool) {
        let is_kept = handle.typestate == Typestate::Escaped && self.cx.is_own_copy(place);
        self.event(handle, Event::Release, call, is_merged);
        if is_kept {
            (handle.typestate, handle.released_by) = (Typestate::Released, Some(call));
        }
    }

    pub(super) fn escape(&self, state: &mut State) {
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
