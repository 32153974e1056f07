//! How values flow in one function, as far as sockets go.

use super::Given;
use crate::dataflow::PlaceSet;
use crate::ir::{Callee, Function, Inst, Name, Operand, PlaceId, Rvalue, Step, Terminator, VALUE};
use crate::model::{FunctionModel, HandleAt, Models, Role};
use crate::typestate::outside::Outside;
use crate::typestate::summary::{BoundaryPath, FreshAt, Summary};
use rustc_hash::FxHashMap;

/// How values flow in one function.
pub struct Flow<'a> {
    /// The function.
    pub function: &'a Function,
    /// The places that may hold one.
    pub sockets: PlaceSet,
    /// The objects and pointers in or behind which one of them lies; known once `sockets` are.
    holders: PlaceSet,
    /// From where to where values are copied.
    pub copies: Vec<(PlaceId, PlaceId)>,
    /// Members and file-scope variables, and what their elements are.
    pub named: Vec<(PlaceId, &'a Name)>,
    /// Arrays and pointers with their elements.
    elements: Vec<(PlaceId, PlaceId)>,
    /// Its calls.
    pub calls: Vec<Call<'a>>,
    /// What it returns.
    pub returned: Vec<PlaceId>,
}

/// One call.
pub struct Call<'a> {
    /// The callee's name.
    pub name: &'a Name,
    /// The callee, if it is in the file.
    pub inner: Option<usize>,
    /// Whether there is no model of it.
    pub is_unknown: bool,
    /// The arguments.
    pub args: &'a [Operand],
    /// Where the result goes.
    pub dest: Option<PlaceId>,
}

impl<'a> Flow<'a> {
    /// Looks through a function.
    pub fn new(
        function: &'a Function,
        index: &FxHashMap<&'a str, usize>,
        models: &Models,
        outside: &dyn Outside,
    ) -> Flow<'a> {
        let mut flow = Flow {
            function,
            sockets: PlaceSet::new(function.places.len()),
            holders: PlaceSet::new(function.places.len()),
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
        let summary = outside.summary(call.name.as_str());
        if outside.promise(call.name.as_str()).is_some_and(|promise| promise.is_fresh && promise.success.is_none()) {
            call.dest.into_iter().for_each(|dest| _ = self.sockets.insert(dest));
        }
        match models.function(call.name.as_str()) {
            Some(model) if model.is_binding || call.inner.is_none() && summary.is_none() => {
                self.modelled(&call, model);
                call.inner = None;
                call.is_unknown = false;
            }
            _ => {
                summary.filter(|_| call.inner.is_none()).into_iter().for_each(|summary| self.summarised(&call, summary))
            }
        }
        self.calls.push(call);
    }

    fn modelled(&mut self, call: &Call, model: &FunctionModel) {
        if model.role == Role::Duplicate {
            let source = model.source.and_then(|arg| call.args.get(arg as usize)).and_then(Operand::place);
            self.copies.extend(source.zip(call.dest));
        }
        let arg = |arg: u8| call.args.get(arg as usize).and_then(Operand::place);
        let place = |at: HandleAt| match at {
            HandleAt::Return => call.dest,
            HandleAt::Arg(at) => arg(at),
            HandleAt::Pointee { .. } => None,
        };
        // Who has an object that refers to a handle has the handle.
        self.copies.extend(model.handles.first().copied().and_then(place).zip(model.holds.and_then(place)));
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
                FreshAt::Success(_) => {
                    call.dest.and_then(|dest| self.function.places.find(Some(dest), Step::Field(VALUE.into())))
                }
                FreshAt::Behind(steps) => call.dest.and_then(|dest| self.function.places.follow(dest, steps)),
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
    pub fn copy(&mut self) -> bool {
        let mut changed = false;
        for (a, b) in &self.copies {
            changed |= self.sockets.contains(*a) && self.sockets.insert(*b);
            changed |= self.sockets.contains(*b) && self.sockets.insert(*a);
        }
        changed
    }

    /// What a call gives its callee.
    pub fn gives(&self, call: &Call) -> Vec<Given> {
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

    /// It is given a socket.
    pub fn get(&mut self, given: Given) {
        let places: Vec<PlaceId> = self.params(given).collect();
        places.into_iter().for_each(|place| _ = self.sockets.insert(place));
    }

    /// The places that a parameter leads to in this way.
    pub fn params(&self, given: Given) -> impl Iterator<Item = PlaceId> + use<'_, 'a> {
        let local = self.function.params.get(given.param as usize);
        let root = local.and_then(|local| self.function.places.find(None, Step::Local(*local)));
        let itself = root.filter(|_| !given.is_behind);
        let behind = root.filter(|_| given.is_behind).into_iter().flat_map(|root| self.elements(root));
        itself.into_iter().chain(behind)
    }

    /// Notes what lies around the sockets, once no more are found. Each place is come by once: how many that were.
    pub fn note_holders(&mut self) -> usize {
        let mut passed = 0;
        for socket in ids(self.function).filter(|id| self.sockets.contains(*id)) {
            let mut around = self.function.places.get(socket).parent;
            passed += 1;
            while let Some(holder) = around.filter(|holder| self.holders.insert(*holder)) {
                around = self.function.places.get(holder).parent;
                passed += 1;
            }
        }
        passed
    }

    /// Whether something behind `pointer` may be a socket.
    pub fn holds_behind(&self, pointer: PlaceId) -> bool {
        self.holders.contains(pointer)
    }

    /// The elements of an array or pointer.
    fn elements(&self, place: PlaceId) -> impl Iterator<Item = PlaceId> + use<'_, 'a> {
        let from = self.elements.partition_point(|(array, _)| *array < place);
        self.elements[from..].iter().take_while(move |(array, _)| *array == place).map(|(_, element)| *element)
    }
}

/// Members and file-scope variables, and what their elements are.
fn named(function: &Function) -> Vec<(PlaceId, &Name)> {
    ids(function).filter_map(|id| Some((id, function.places.name(id)?))).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{FunctionBuilder, LocalKind, Ty};
    use crate::source::{FileId, Span};
    use crate::typestate::outside::Alone;

    /// A function with `n` variables, each with a member that is closed, as a `match` of `n` arms has.
    fn with_arms(n: usize) -> Function {
        let span = Span::default();
        let mut b = FunctionBuilder::new("f", FileId(0), span, span, Ty::value("int"));
        for arm in 0..n {
            let local = b.local(&format!("arm{arm}"), Ty::value("conn"), LocalKind::Auto, span);
            let object = b.places().local(local);
            b.places().intern(Some(object), Step::Field("fd".into()));
        }
        b.finish()
    }

    #[test]
    fn what_lies_around_sockets_is_come_by_once() {
        let passed = |n: usize| {
            let function = with_arms(n);
            let mut flow = Flow::new(&function, &FxHashMap::default(), &Models::embedded(), &Alone);
            (0..function.places.len() as u32).map(PlaceId).for_each(|id| _ = flow.sockets.insert(id));
            let passed = flow.note_holders();
            assert!(flow.holds_behind(PlaceId(0)) && !flow.holds_behind(PlaceId(1)));
            (passed, function.places.len())
        };
        for n in [10, 3_000] {
            let (passed, places) = passed(n);
            assert!(passed <= 2 * places, "{passed} steps for {places} places");
        }
    }
}
