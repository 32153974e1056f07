//! Which places may ever hold a socket, whatever the path: a quick look at a whole file before anything is simulated.
//!
//! What a function does to a number that is never a socket concerns nobody. Sockets flow by copies, through members and
//! file-scope variables of one name, into parameters, and out of results. The look may see too much, which costs time, and
//! should never see too little.

use super::outside::{Outside, is_shared};
use super::summary::{BoundaryPath, FreshAt, Summary};
use crate::dataflow::PlaceSet;
use crate::ir::{Callee, Function, Inst, Name, Operand, PlaceId, Rvalue, Step, Terminator};
use crate::model::{FunctionModel, HandleAt, Models, Role};
use crate::source::SourceFile;
use rustc_hash::{FxHashMap, FxHashSet};

/// A parameter, and how it leads to a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Given {
    /// The parameter's index.
    pub param: u32,
    /// Whether it points at the socket, or at an array of sockets, and is none itself.
    pub is_behind: bool,
}

/// Where the sockets of a file may be.
pub struct Reach<'a> {
    flows: Vec<Flow<'a>>,
    given: Vec<FxHashSet<Given>>,
    /// Members and file-scope variables that hold some.
    names: FxHashSet<Name>,
    source: &'a SourceFile,
    outside: &'a dyn Outside,
}

/// How values flow in one function.
struct Flow<'a> {
    function: &'a Function,
    /// The places that may hold one.
    sockets: PlaceSet,
    copies: Vec<(PlaceId, PlaceId)>,
    named: Vec<(PlaceId, &'a Name)>,
    /// Arrays and pointers with their elements.
    elements: Vec<(PlaceId, PlaceId)>,
    calls: Vec<Call<'a>>,
    returned: Vec<PlaceId>,
}

struct Call<'a> {
    name: &'a Name,
    /// The callee, if it is in the file.
    inner: Option<usize>,
    /// Whether there is no model of it.
    is_unknown: bool,
    args: &'a [Operand],
    dest: Option<PlaceId>,
}

impl<'a> Reach<'a> {
    /// Looks at the functions of a file, of which `index` tells the positions.
    pub fn new(
        source: &'a SourceFile,
        functions: &'a [Function],
        index: &FxHashMap<&'a str, usize>,
        models: &Models,
        outside: &'a dyn Outside,
    ) -> Reach<'a> {
        let flows = functions.iter().map(|function| Flow::new(function, index, models, outside)).collect();
        let given = vec![FxHashSet::default(); functions.len()];
        let mut reach = Reach { flows, given, names: FxHashSet::default(), source, outside };
        for flow in &reach.flows {
            let held = flow.named.iter().filter(|(_, name)| outside.holds_sockets(name.as_str()));
            reach.names.extend(held.map(|(_, name)| (*name).clone()));
        }
        // What a callee proves of its parameter is true of what it is given; what it is given proves nothing of that.
        reach.settle(true);
        (0..functions.len()).for_each(|at| reach.get_from_outside(at));
        reach.settle(false);
        reach
    }

    fn settle(&mut self, is_proof: bool) {
        while (0..self.flows.len()).fold(false, |changed, at| self.flow(at, is_proof) || changed) {}
    }

    fn get_from_outside(&mut self, at: usize) {
        let function = self.flows[at].function;
        let params = 0..if is_shared(function, self.source) { function.params.len() as u32 } else { 0 };
        for given in params.flat_map(|param| [false, true].map(|is_behind| Given { param, is_behind })) {
            if self.outside.is_given(function.name.as_str(), given) {
                self.flows[at].get(given);
            }
        }
    }

    /// Whether the function at `at` may find a socket in the place that `path` leads to.
    pub fn may_get(&self, at: usize, path: &BoundaryPath) -> bool {
        let function = self.flows[at].function;
        let is_here = match path.member() {
            Some(member) => self.names.contains(member),
            None => self.given[at].contains(&path.given()),
        };
        is_here || path.may_hold(self.outside, function.name.as_str(), is_shared(function, self.source))
    }

    /// What functions of other files are given, sorted.
    pub fn gives(&self) -> Vec<(Name, Given)> {
        let mut found = Vec::new();
        for flow in &self.flows {
            for call in flow.calls.iter().filter(|call| call.inner.is_none() && call.is_unknown) {
                found.extend(flow.gives(call).into_iter().map(|given| (call.name.clone(), given)));
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// The members and file-scope variables that hold sockets, sorted.
    pub fn names(self) -> Vec<Name> {
        let mut names: Vec<Name> = self.names.into_iter().collect();
        names.sort();
        names
    }

    /// One round over one function; whether anything was new.
    fn flow(&mut self, at: usize, is_proof: bool) -> bool {
        let mut changed = self.flows[at].copy();
        changed |= self.share_names(at);
        for call in 0..self.flows[at].calls.len() {
            if let Some(inner) = self.flows[at].calls[call].inner {
                changed |= if is_proof { self.take_back(at, call, inner) } else { self.pass_on(at, call, inner) };
            }
        }
        changed
    }

    fn share_names(&mut self, at: usize) -> bool {
        let Flow { sockets, named, .. } = &mut self.flows[at];
        let mut changed = false;
        for (place, name) in named {
            if sockets.contains(*place) {
                changed |= !self.names.contains(*name) && self.names.insert((*name).clone());
            } else if self.names.contains(*name) {
                changed |= sockets.insert(*place);
            }
        }
        changed
    }

    /// The callee is given what the call gives.
    fn pass_on(&mut self, at: usize, call: usize, inner: usize) -> bool {
        let gives = self.flows[at].gives(&self.flows[at].calls[call]);
        let mut changed = false;
        for given in gives {
            if self.given[inner].insert(given) {
                changed = true;
                self.flows[inner].get(given);
            }
        }
        changed | self.take_result(at, call, inner)
    }

    /// The caller learns what its arguments are from how the callee uses them.
    fn take_back(&mut self, at: usize, call: usize, inner: usize) -> bool {
        let mut changed = self.take_result(at, call, inner);
        let args = self.flows[at].calls[call].args;
        for (param, arg) in args.iter().enumerate() {
            let (place, is_behind) = match arg {
                Operand::Copy(place) => (*place, false),
                Operand::AddrOf(place) => (*place, true),
                Operand::Const(_) | Operand::Unknown => continue,
            };
            let callee = &self.flows[inner];
            let is_used = callee.params(Given { param: param as u32, is_behind }).any(|at| callee.sockets.contains(at));
            if is_used {
                changed |= self.flows[at].sockets.insert(place);
            }
        }
        changed
    }

    fn take_result(&mut self, at: usize, call: usize, inner: usize) -> bool {
        let returns = self.flows[inner].returned.iter().any(|place| self.flows[inner].sockets.contains(*place));
        let dest = self.flows[at].calls[call].dest.filter(|_| returns);
        dest.is_some_and(|dest| self.flows[at].sockets.insert(dest))
    }
}

impl<'a> Flow<'a> {
    fn new(
        function: &'a Function,
        index: &FxHashMap<&'a str, usize>,
        models: &Models,
        outside: &dyn Outside,
    ) -> Flow<'a> {
        let mut flow = Flow {
            function,
            sockets: PlaceSet::new(function.places.len()),
            copies: Vec::new(),
            named: named(function),
            elements: elements(function),
            calls: Vec::new(),
            returned: Vec::new(),
        };
        for inst in function.insts() {
            match inst {
                Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(source)), .. } => {
                    flow.copies.push((*source, *dest))
                }
                Inst::Call { dest, callee: Callee::Named(name), args, .. } => {
                    let inner = index.get(name.as_str()).copied();
                    let call = Call { name, inner, is_unknown: true, args, dest: *dest };
                    flow.call(call, models, outside);
                }
                _ => {}
            }
        }
        for block in &function.blocks {
            if let Terminator::Return { value: Some(Operand::Copy(place)), .. } = &block.terminator {
                flow.returned.push(*place);
            }
        }
        flow
    }

    fn call(&mut self, mut call: Call<'a>, models: &Models, outside: &dyn Outside) {
        if call.inner.is_none() {
            match (outside.summary(call.name.as_str()), models.function(call.name.as_str())) {
                (Some(summary), _) => self.summarised(&call, summary),
                (None, Some(model)) => {
                    self.modelled(&call, model);
                    call.is_unknown = false;
                }
                (None, None) => {}
            }
        }
        self.calls.push(call);
    }

    fn modelled(&mut self, call: &Call, model: &FunctionModel) {
        if model.role == Role::Duplicate {
            let source = model.source.and_then(|arg| call.args.get(arg as usize)).and_then(Operand::place);
            self.copies.extend(source.zip(call.dest));
        }
        if model.role != Role::Acquire && !(model.is_socket_api && model.role == Role::Use) {
            return;
        }
        let listener = model.listener.map(HandleAt::Arg);
        for at in model.handles.iter().copied().chain(listener) {
            let place = match at {
                HandleAt::Return => call.dest,
                HandleAt::Arg(arg) => call.args.get(arg as usize).and_then(Operand::place),
                HandleAt::Pointee { arg, elem } => {
                    self.pointees(call.args.get(arg as usize), elem);
                    None
                }
            };
            place.into_iter().for_each(|place| _ = self.sockets.insert(place));
        }
    }

    fn pointees(&mut self, arg: Option<&Operand>, elem: u8) {
        let place = match arg {
            Some(Operand::AddrOf(place)) if elem == 0 => Some(*place),
            Some(Operand::AddrOf(place)) => self.function.places.get(*place).parent,
            Some(Operand::Copy(place)) => Some(*place),
            _ => None,
        };
        if let Some(place) = place {
            self.sockets.insert(place);
            let elements: Vec<PlaceId> = self.elements(place).collect();
            elements.into_iter().for_each(|element| _ = self.sockets.insert(element));
        }
    }

    fn summarised(&mut self, call: &Call, summary: &Summary) {
        let births = summary.births.iter().flatten().filter_map(|birth| birth.fresh.as_ref());
        for fresh in births {
            let place = match fresh {
                FreshAt::Return => call.dest,
                FreshAt::Path(path) => self.resolve(call, path),
            };
            place.into_iter().for_each(|place| _ = self.sockets.insert(place));
        }
        for path in &summary.sockets {
            self.resolve(call, path).into_iter().for_each(|place| _ = self.sockets.insert(place));
        }
    }

    fn resolve(&self, call: &Call, path: &BoundaryPath) -> Option<PlaceId> {
        let arg = call.args.get(path.param as usize)?;
        path.resolve(arg.place()?, matches!(arg, Operand::AddrOf(_)), &self.function.places)
    }

    /// Both sides of a copy hold a socket if one does; whether anything was new.
    fn copy(&mut self) -> bool {
        let mut changed = false;
        for (a, b) in &self.copies {
            changed |= self.sockets.contains(*a) && self.sockets.insert(*b);
            changed |= self.sockets.contains(*b) && self.sockets.insert(*a);
        }
        changed
    }

    fn gives(&self, call: &Call) -> Vec<Given> {
        let mut found = Vec::new();
        for (param, arg) in call.args.iter().enumerate() {
            let (place, is_address) = match arg {
                Operand::Copy(place) => (*place, false),
                Operand::AddrOf(place) => (*place, true),
                Operand::Const(_) | Operand::Unknown => continue,
            };
            let param = param as u32;
            if self.sockets.contains(place) {
                found.push(Given { param, is_behind: is_address });
            }
            if self.elements(place).any(|element| self.sockets.contains(element)) {
                found.push(Given { param, is_behind: true });
            }
        }
        found
    }

    fn get(&mut self, given: Given) {
        let places: Vec<PlaceId> = self.params(given).collect();
        places.into_iter().for_each(|place| _ = self.sockets.insert(place));
    }

    /// The places that a parameter leads to in this way.
    fn params(&self, given: Given) -> impl Iterator<Item = PlaceId> + use<'_, 'a> {
        let local = self.function.params.get(given.param as usize);
        let root = local.and_then(|local| self.function.places.find(None, Step::Local(*local)));
        let itself = root.filter(|_| !given.is_behind);
        let behind = root.filter(|_| given.is_behind).into_iter().flat_map(|root| self.elements(root));
        itself.into_iter().chain(behind)
    }

    /// The elements of an array or pointer.
    fn elements(&self, place: PlaceId) -> impl Iterator<Item = PlaceId> + use<'_, 'a> {
        let from = self.elements.partition_point(|(array, _)| *array < place);
        self.elements[from..].iter().take_while(move |(array, _)| *array == place).map(|(_, element)| *element)
    }
}

/// Members and file-scope variables, and what their elements are.
fn named(function: &Function) -> Vec<(PlaceId, &Name)> {
    let name = |id: PlaceId| {
        let path = function.places.ancestors(id).map(|id| &function.places.get(id).step);
        match path.skip_while(|step| matches!(step, Step::Elem(_))).next()? {
            Step::Field(name) | Step::Global(name) => Some(name),
            Step::Local(_) | Step::Elem(_) | Step::Derived(_) => None,
        }
    };
    ids(function).filter_map(|id| Some((id, name(id)?))).collect()
}

fn elements(function: &Function) -> Vec<(PlaceId, PlaceId)> {
    let is_element = |id: &PlaceId| matches!(function.places.get(*id).step, Step::Elem(_));
    let all = ids(function).filter(is_element);
    let mut found: Vec<_> = all.filter_map(|id| Some((function.places.get(id).parent?, id))).collect();
    found.sort();
    found
}

fn ids(function: &Function) -> impl Iterator<Item = PlaceId> + use<> {
    (0..function.places.len() as u32).map(PlaceId)
}
