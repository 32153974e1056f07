//! A function prepared for simulation: graph, calls, places, liveness.

use super::calls::{CallSite, Point, Target, resolve};
use super::pointed::targets;
use super::private::private_roots;
use super::sets::intern_sets;
use super::storage::Storage;
use super::summary::{BoundaryPath, FreshAt, Summary};
use super::unread::{is_named, read_places};
use crate::dataflow::{Defs, Liveness, Tested, Uses};
use crate::ir::{
    BlockId, Cfg, Elem, Function, Inst, LocalKind, Operand, PlaceId, PlaceTable, Rvalue, Step, VALUE, VARIANT,
};
use crate::model::{HandleAt, Models, Role};
use crate::source::{SourceFile, Span};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;

/// Everything about one function that its simulations share.
pub struct FunctionCx<'a> {
    /// The function.
    pub function: &'a Function,
    /// Its file.
    pub source: &'a SourceFile,
    /// The API models.
    pub models: &'a Models,
    /// Its graph.
    pub cfg: Cfg,
    /// Its calls, numbered in block order.
    pub calls: Vec<CallSite<'a>>,
    /// Its places, with those that calls bring in though nothing names them.
    pub places: PlaceTable,
    /// The parameter with a fresh handle that is its own to close, if it is a callback that is given one.
    pub given: Option<PlaceId>,
    /// Whether each block can reach itself.
    pub in_loop: Vec<bool>,
    storage: Vec<Storage>,
    pointers: Vec<Vec<PlaceId>>,
    first_call: Vec<u32>,
    tested: OnceCell<Tested>,
    liveness: OnceCell<Liveness>,
    defs: OnceCell<Defs>,
    private: OnceCell<Vec<PlaceId>>,
    targets: OnceCell<Vec<(PlaceId, PlaceId)>>,
    read: OnceCell<FxHashSet<PlaceId>>,
}

impl<'a> FunctionCx<'a> {
    /// Prepares `function`; `summary_of` gives the summaries of functions whose bodies were read, and `given` is the parameter
    /// with a handle of its own, if there is one.
    pub fn new(
        function: &'a Function,
        source: &'a SourceFile,
        models: &'a Models,
        summary_of: &dyn Fn(&str) -> Option<&'a Summary>,
        given: Option<u32>,
    ) -> FunctionCx<'a> {
        let cfg = Cfg::new(function);
        let calls = resolve(function, models, summary_of);
        let mut places = function.places.clone();
        calls.iter().for_each(|call| intern_births(call, &mut places));
        let given = given.and_then(|param| function.params.get(param as usize));
        let given = given.map(|local| places.intern(None, Step::Local(*local)));
        intern_sets(function, &calls, &mut places);
        let storage = (0..places.len() as u32).map(|at| Storage::of(PlaceId(at), &places, function)).collect();
        let pointers = (0..places.len() as u32).map(|at| pointers_to(PlaceId(at), &places, function)).collect();
        let mut first_call = vec![0; function.blocks.len() + 1];
        for call in &calls {
            first_call[call.point.block.0 as usize + 1] += 1;
        }
        for at in 1..first_call.len() {
            first_call[at] += first_call[at - 1];
        }
        let in_loop = cfg.in_loops();
        FunctionCx {
            function,
            source,
            models,
            cfg,
            calls,
            places,
            given,
            in_loop,
            storage,
            pointers,
            first_call,
            tested: OnceCell::new(),
            liveness: OnceCell::new(),
            defs: OnceCell::new(),
            private: OnceCell::new(),
            targets: OnceCell::new(),
            read: OnceCell::new(),
        }
    }

    /// Places worth a fact.
    pub fn tested(&self) -> &Tested {
        self.tested.get_or_init(|| Tested::new(self.function, holders(self)))
    }

    /// Where they are live.
    pub fn liveness(&self) -> &Liveness {
        self.liveness.get_or_init(|| {
            let uses = Uses { deciding: None, returns: true, args: self.tested().places() };
            Liveness::new(self.function, &self.cfg, &uses)
        })
    }

    /// Where they get their values.
    pub fn defs(&self) -> &Defs {
        self.defs.get_or_init(|| Defs::new(self.function, self.tested()))
    }

    /// The number of the call at `point`.
    pub fn call_at(&self, point: Point) -> u32 {
        let from = self.first_call[point.block.0 as usize];
        let to = self.first_call[point.block.0 as usize + 1];
        let here = &self.calls[from as usize..to as usize];
        from + here.partition_point(|call| call.point.index < point.index) as u32
    }

    /// Whether a place is a value without a name.
    pub fn is_temporary(&self, place: PlaceId) -> bool {
        let local = self.places.root_local(place);
        local.is_some_and(|local| self.function.local(local).kind == LocalKind::Temp)
    }

    /// The storage of `place`.
    pub fn storage(&self, place: PlaceId) -> Storage {
        self.storage[place.0 as usize]
    }

    /// Whether others may reach what a static variable holds: by its name, or by an address.
    pub fn is_shared(&self, place: PlaceId) -> bool {
        let private = || self.private.get_or_init(|| private_roots(self));
        self.storage(place) == Storage::Static
            && (self.places.has_deref(place) || !private().contains(&self.places.root(place)))
    }

    /// Whether the place is a variable of the function that nothing reads.
    pub fn is_unread(&self, place: PlaceId) -> bool {
        is_named(self, place) && !self.read.get_or_init(|| read_places(self)).contains(&place)
    }

    /// The pointer variables that may lead to several places, and those places.
    pub fn targets(&self) -> &[(PlaceId, PlaceId)] {
        self.targets.get_or_init(|| targets(self))
    }

    /// The pointers that are followed to get to `place`: where it is touched, none of them is null.
    pub fn pointers_to(&self, place: PlaceId) -> &[PlaceId] {
        &self.pointers[place.0 as usize]
    }

    /// The source text of `span`, on one line and not too long.
    pub fn snippet(&self, span: Span) -> String {
        let text = self.source.text.get(span.range()).unwrap_or_default();
        let text = String::from_utf8_lossy(text);
        let words: Vec<&str> = text.split_whitespace().collect();
        let line = words.join(" ");
        match line.char_indices().nth(60) {
            None => line,
            Some((at, _)) => format!("{}...", line[..at].trim_end()),
        }
    }

    /// The path from a parameter to `place`, if it starts at one.
    pub fn boundary_path(&self, place: PlaceId) -> Option<BoundaryPath> {
        let mut steps: Vec<Step> = self.places.ancestors(place).map(|id| self.places.get(id).step.clone()).collect();
        let Some(Step::Local(local)) = steps.pop() else { return None };
        steps.reverse();
        match self.function.local(local).kind {
            LocalKind::Param(param) => Some(BoundaryPath { param, steps }),
            LocalKind::Auto | LocalKind::Static | LocalKind::Temp => None,
        }
    }

    /// The place of this function that the boundary path of a called function names.
    pub fn resolve(&self, call: &CallSite, path: &BoundaryPath) -> Option<PlaceId> {
        match call.args.get(path.param as usize)? {
            Operand::Copy(place) => path.resolve(*place, false, &self.places),
            Operand::AddrOf(place) => path.resolve(*place, true, &self.places),
            Operand::Const(_) | Operand::Unknown => None,
        }
    }

    /// Where the handle number `which` of an acquiring call is born.
    pub fn birthplace(&self, call: &CallSite, which: usize) -> Option<PlaceId> {
        match call.target {
            Target::Model(model) => match *model.handles.get(which)? {
                HandleAt::Return => call.dest,
                HandleAt::Arg(arg) => call.arg_place(arg),
                HandleAt::Pointee { arg, elem } => pointee(call, arg, elem, &self.places),
            },
            Target::Body(_) | Target::Unknown(_) | Target::Pointer(_) => None,
        }
    }

    /// Where a callee with a body may leave a fresh handle.
    pub fn fresh_places(&self, call: &CallSite, summary: &Summary) -> impl Iterator<Item = PlaceId> {
        summary.births.iter().flatten().filter_map(|birth| self.fresh_place(call, birth.fresh.as_ref()?))
    }

    /// The place of this function that a callee's `fresh` names.
    pub fn fresh_place(&self, call: &CallSite, fresh: &FreshAt) -> Option<PlaceId> {
        match fresh {
            FreshAt::Return => call.dest,
            FreshAt::Path(path) => self.resolve(call, path),
            FreshAt::Success(_) => self.places.find(Some(call.dest?), Step::Field(VALUE.into())),
            FreshAt::Behind(steps) => call.dest.and_then(|dest| self.places.follow(dest, steps)),
        }
    }

    /// Whether `place` is a variable that holds the code of the last error.
    pub fn is_error_place(&self, place: PlaceId) -> bool {
        matches!(&self.places.get(place).step, Step::Global(name) if self.models.is_error_variable(name.as_str()))
    }

    /// Whether the path ends in the block of `call` without a return.
    pub fn diverges_after(&self, call: &CallSite) -> bool {
        matches!(self.function.block(call.point.block).terminator, crate::ir::Terminator::Diverge { .. })
    }

    /// Whether the place is a variable of this call that nobody else can set.
    pub fn is_own_copy(&self, place: PlaceId) -> bool {
        let is_it = |operand: &Operand| *operand == Operand::AddrOf(place);
        let is_shown = |inst: &Inst| match inst {
            Inst::Assign { value: Rvalue::Use(value), .. } => is_it(value),
            Inst::Call { args, .. } => args.iter().any(is_it),
            Inst::Opaque { uses, .. } => uses.contains(&place),
            _ => false,
        };
        self.places.depth(place) == 0
            && matches!(self.storage(place), Storage::Own(_))
            && !self.function.insts().any(is_shown)
    }

    /// Whether `block` lies in a loop.
    pub fn is_in_loop(&self, block: BlockId) -> bool {
        self.in_loop[block.0 as usize]
    }
}

fn pointers_to(place: PlaceId, places: &PlaceTable, function: &Function) -> Vec<PlaceId> {
    let is_array = |pointer: PlaceId| match places.get(pointer).step {
        Step::Local(local) => function.local(local).ty.is_array,
        Step::Global(_) | Step::Field(_) | Step::Elem(_) | Step::Derived(_) => false,
    };
    let steps = places.ancestors(place).filter(|&id| matches!(places.get(id).step, Step::Elem(_)));
    steps.filter_map(|id| places.get(id).parent).filter(|&pointer| !is_array(pointer)).collect()
}

fn pointee(call: &CallSite, arg: u8, elem: u8, places: &PlaceTable) -> Option<PlaceId> {
    let step = |place| places.find(Some(place), Step::Elem(Elem::At(elem.into())));
    match call.args.get(arg as usize)? {
        Operand::Copy(place) => step(*place),
        Operand::AddrOf(place) if elem == 0 => Some(*place),
        // `&pair[0]` is the address of the first element.
        Operand::AddrOf(place) => places.get(*place).parent.and_then(step),
        Operand::Const(_) | Operand::Unknown => None,
    }
}

/// Makes the places in which a call's fresh handles appear.
fn intern_births(call: &CallSite, places: &mut PlaceTable) {
    match call.target {
        Target::Model(model) if matches!(model.role, Role::Acquire | Role::Duplicate) => {
            for handle in &model.handles {
                if let HandleAt::Pointee { arg, elem } = *handle
                    && let Some(Operand::Copy(place)) = call.args.get(arg as usize)
                {
                    places.intern(Some(*place), Step::Elem(Elem::At(elem.into())));
                }
            }
        }
        Target::Body(summary) => {
            for birth in summary.births.iter().flatten() {
                match (&birth.fresh, call.dest) {
                    (Some(FreshAt::Path(path)), _) => intern_path(call, path, places),
                    (Some(FreshAt::Success(_)), Some(dest)) => {
                        let mut part = |name: &str| _ = places.intern(Some(dest), Step::Field(name.into()));
                        [VALUE, VARIANT].into_iter().for_each(&mut part);
                    }
                    (Some(FreshAt::Behind(steps)), Some(dest)) => {
                        steps.iter().fold(dest, |at, step| places.intern(Some(at), step.clone()));
                    }
                    _ => {}
                }
            }
            for (dest, steps) in call.dest.into_iter().flat_map(|dest| summary.moves().map(move |steps| (dest, steps)))
            {
                steps.iter().fold(dest, |at, step| places.intern(Some(at), step.clone()));
            }
            // What a callee does to a part of an object matters even where this function never names that part.
            summary.effects.iter().for_each(|(path, _)| intern_path(call, path, places));
        }
        Target::Model(_) | Target::Unknown(_) | Target::Pointer(_) => {}
    }
}

fn intern_path(call: &CallSite, path: &BoundaryPath, places: &mut PlaceTable) {
    let (start, skip) = match call.args.get(path.param as usize) {
        Some(Operand::Copy(place)) => (*place, 0),
        Some(Operand::AddrOf(place)) => (*place, 1),
        _ => return,
    };
    path.steps.iter().skip(skip).fold(start, |at, step| places.intern(Some(at), step.clone()));
}

/// Pointer variables behind which a handle may come to lie: whether they point at fresh memory decides what is lost.
fn holders(cx: &FunctionCx) -> Vec<PlaceId> {
    let mut found = Vec::new();
    let mut consider = |place: PlaceId| {
        if let Storage::Pointed(_) = cx.storage(place) {
            found.push(cx.places.root(place));
        }
    };
    for inst in cx.function.insts() {
        match inst {
            Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(_)), .. } => consider(*dest),
            Inst::Call { dest: Some(dest), .. } => consider(*dest),
            _ => {}
        }
    }
    // Calls store where only they know the way.
    (cx.function.places.len()..cx.places.len()).for_each(|at| consider(PlaceId(at as u32)));
    for call in &cx.calls {
        let births = call.model().map_or(0, |model| model.handles.len());
        (0..births).filter_map(|which| cx.birthplace(call, which)).for_each(&mut consider);
        if let Target::Body(summary) = call.target {
            cx.fresh_places(call, summary).for_each(&mut consider);
            summary.moves().filter_map(|steps| cx.places.follow(call.dest?, steps)).for_each(&mut consider);
        }
    }
    found
}
