//! The calls of a function, as steps in the life of a socket.

use crate::ir::{BlockId, CallFlags, Callee, Const, Function, Inst, LocalKind, Operand, PlaceId, Rvalue, Step};
use crate::model::{FunctionModel, HandleAt, Io, Models, NameKind, Phase, Role};
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::sync::Arc;

/// So far values are followed back through temporaries.
const DEPTH: usize = 4;

/// What a call is to a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It opens one.
    Open,
    /// It opens one for the next client of a listener.
    Accept,
    /// One of the named steps.
    Step(Phase),
    /// It sets the option with this name; empty if that is not plain.
    Set(String),
    /// It sends; to somebody named in the call, or to the peer.
    Send {
        /// Whether an address is given.
        is_addressed: bool,
    },
    /// It receives.
    Receive,
    /// It ends the socket.
    Close,
    /// A helper of the file: it shuts the socket down and ends it.
    End,
    /// It changes nothing of all this.
    Quiet,
    /// It may do anything to what it is given.
    Unknown,
}

/// One call.
#[derive(Clone, Debug)]
pub struct Call<'f> {
    /// Its block and the number of its instruction there.
    pub at: (BlockId, usize),
    /// The callee; for a call through a pointer the member's name.
    pub name: &'f str,
    /// What it is to a socket.
    pub act: Act,
    /// The model, if there is one.
    pub model: Option<&'f FunctionModel>,
    /// Its arguments.
    pub args: &'f [Operand],
    /// Where the result goes.
    pub dest: Option<PlaceId>,
    /// What the source says besides.
    pub flags: CallFlags,
    /// The call expression.
    pub span: Span,
    /// The socket that a helper ends.
    ended: Option<PlaceId>,
}

impl Call<'_> {
    /// The socket that it works on.
    pub fn handle(&self) -> Option<PlaceId> {
        if self.act == Act::End {
            return self.ended;
        }
        match (&self.act, self.model?.handles.first()) {
            (Act::Open | Act::Accept, _) => self.model?.listener.and_then(|arg| self.arg(arg)),
            (_, Some(HandleAt::Arg(arg))) => self.arg(*arg),
            _ => None,
        }
    }

    fn arg(&self, arg: u8) -> Option<PlaceId> {
        match self.args.get(arg as usize)? {
            Operand::Copy(place) => Some(*place),
            _ => None,
        }
    }
}

/// A function with its calls.
pub struct Steps<'f> {
    /// The function.
    pub function: &'f Function,
    /// What is known of functions.
    pub models: &'f Models,
    /// The calls in block order.
    pub calls: Vec<Call<'f>>,
    /// What is stored in each temporary and plain variable; looked through when it is first asked for.
    stores: OnceCell<Stores<'f>>,
}

type Stores<'f> = FxHashMap<PlaceId, Vec<&'f Rvalue>>;

impl<'f> Steps<'f> {
    /// Finds the calls.
    pub fn new(function: &'f Function, models: &'f Models, helpers: &Helpers) -> Steps<'f> {
        let mut calls = Vec::new();
        for block in function.block_ids() {
            for (number, inst) in function.block(block).insts.iter().enumerate() {
                let Inst::Call { dest, callee, args, flags, span } = inst else { continue };
                let name = callee_name(function, callee);
                let is_named = matches!(callee, Callee::Named(_)) && !helpers.is_own(name);
                let model = models.function(name).filter(|_| is_named);
                let mut call = Call {
                    at: (block, number),
                    name,
                    act: Act::Unknown,
                    model,
                    args,
                    dest: *dest,
                    flags: *flags,
                    span: *span,
                    ended: None,
                };
                call.act = act(function, models, &call, helpers);
                call.ended = helpers.ended(function, &call).filter(|_| call.act == Act::Unknown);
                if call.ended.is_some() {
                    call.act = Act::End;
                }
                calls.push(call);
            }
        }
        Steps { function, models, calls, stores: OnceCell::new() }
    }

    /// The first call of a block, and how many there are.
    pub fn call_at(&self, block: BlockId, inst: usize) -> usize {
        self.calls.partition_point(|call| call.at < (block, inst))
    }

    /// The names that an operand is or is made of.
    pub fn symbols<'s>(&'s self, operand: Option<&'s Operand>) -> Vec<&'s str> {
        let mut found = Vec::new();
        if let Some(operand) = operand {
            let stores = self.stores.get_or_init(|| stores(self.function));
            symbols(self.function, stores, operand, DEPTH, &mut found);
        }
        found
    }

    /// Whether one of these names has the mark, and none the other one.
    pub fn is_marked(&self, operand: Option<&Operand>, mark: &str, other: &str) -> bool {
        let names = self.symbols(operand);
        let has = |mark| names.iter().any(|name| self.models.is_marked(name, mark));
        has(mark) && !has(other)
    }
}

fn callee_name<'f>(function: &'f Function, callee: &'f Callee) -> &'f str {
    match callee {
        Callee::Named(name) => name.as_str(),
        Callee::Pointer(place) => match &function.places.get(*place).step {
            Step::Field(name) | Step::Global(name) => name.as_str(),
            Step::Local(local) => function.local(*local).name.as_str(),
            Step::Elem(_) | Step::Derived(_) => "",
        },
    }
}

fn act(function: &Function, models: &Models, call: &Call, helpers: &Helpers) -> Act {
    let Some(model) = call.model else {
        let suggests = |kind| models.name_suggests(call.name, kind);
        let has_string = call.args.iter().any(|arg| matches!(arg, Operand::Const(Const::Str | Const::Key)));
        let sounds_so = (has_string || suggests(NameKind::Logs)) && !suggests(NameKind::Closes);
        let only_tells = sounds_so && !helpers.is_own(call.name);
        return if only_tells || helpers.is_quiet(call.name) { Act::Quiet } else { Act::Unknown };
    };
    let arg = |index: Option<u8>| index.and_then(|index| call.args.get(index as usize));
    match (model.role, model.phase, model.io) {
        (Role::Acquire, ..) if model.listener.is_some() => Act::Accept,
        (Role::Acquire, ..) if model.kind.is_some() => Act::Open,
        (Role::Release, ..) => Act::Close,
        (_, Some(phase), _) => Act::Step(phase),
        (_, _, Some(Io::Send)) => {
            let is_addressed = arg(model.address).is_some_and(|arg| *arg != Operand::int(0));
            Act::Send { is_addressed: is_addressed || model.length.is_none() }
        }
        (_, _, Some(Io::Receive)) => Act::Receive,
        _ if model.option.is_some() => {
            let mut names = Vec::new();
            let stores = stores(function);
            arg(model.option).into_iter().for_each(|arg| symbols(function, &stores, arg, DEPTH, &mut names));
            Act::Set(if names.len() == 1 { names[0].to_owned() } else { String::new() })
        }
        (Role::Transfer, ..) => Act::Unknown,
        _ => Act::Quiet,
    }
}

fn stores(function: &Function) -> Stores<'_> {
    let mut stores = Stores::default();
    for inst in function.insts() {
        if let Inst::Assign { dest, value, .. } = inst
            && is_simple(function, *dest)
        {
            stores.entry(*dest).or_default().push(value);
        }
    }
    stores
}

fn symbols<'f>(
    function: &'f Function,
    stores: &Stores<'f>,
    operand: &'f Operand,
    depth: usize,
    found: &mut Vec<&'f str>,
) {
    match operand {
        Operand::Const(Const::Sym(name)) => found.push(name.as_str()),
        Operand::Copy(place) if depth > 0 && is_simple(function, *place) => {
            for value in stores.get(place).into_iter().flatten() {
                value.operands().for_each(|part| symbols(function, stores, part, depth - 1, found));
            }
        }
        // What nothing declares is a constant of a header.
        Operand::Copy(place) => {
            if let Step::Global(name) = &function.places.get(*place).step {
                found.push(name.as_str());
            }
        }
        _ => {}
    }
}

/// Whether the place is a temporary or plain variable.
fn is_simple(function: &Function, place: PlaceId) -> bool {
    match function.places.get(place).step {
        Step::Local(local) => matches!(function.local(local).kind, LocalKind::Temp | LocalKind::Auto),
        _ => false,
    }
}

/// The functions of the file, and which of them leave a socket that they are given as it is.
pub struct Helpers<'f> {
    functions: FxHashMap<&'f str, &'f Function>,
    quiet: FxHashSet<&'f str>,
    /// Those that shut a socket down and close it: the parameter that leads to it, and the way from there.
    enders: FxHashMap<&'f str, (usize, Vec<Step>)>,
}

impl<'f> Helpers<'f> {
    /// Looks at all functions of a file.
    pub fn new(functions: &'f [Arc<Function>], models: &Models) -> Helpers<'f> {
        let by_name = functions.iter().map(|function| (function.name.as_str(), &**function)).collect();
        let enders = functions.iter().filter_map(|function| Some((function.name.as_str(), ender(function, models)?)));
        let mut helpers = Helpers { functions: by_name, quiet: FxHashSet::default(), enders: enders.collect() };
        // Callees come first where they stand above their callers; a second round is for the others.
        for _ in 0..2 {
            for function in functions {
                if function.insts().all(|inst| helpers.leaves_alone(inst, models)) {
                    helpers.quiet.insert(function.name.as_str());
                }
            }
        }
        helpers
    }

    /// Whether the file has a function of this name.
    fn is_own(&self, name: &str) -> bool {
        self.functions.contains_key(name)
    }

    /// The socket that a call of a helper shuts down and closes.
    fn ended(&self, function: &Function, call: &Call) -> Option<PlaceId> {
        let (param, steps) = self.enders.get(call.name)?;
        match call.args.get(*param)? {
            Operand::Copy(place) => function.places.follow(*place, steps),
            _ => None,
        }
    }

    fn is_quiet(&self, name: &str) -> bool {
        self.quiet.contains(name)
    }

    fn leaves_alone(&self, inst: &Inst, models: &Models) -> bool {
        match inst {
            Inst::Call { callee: Callee::Named(name), args, .. } => {
                let name = name.as_str();
                let has_string = args.iter().any(|arg| matches!(arg, Operand::Const(Const::Str | Const::Key)));
                match models.function(name).filter(|_| !self.is_own(name)) {
                    Some(model) => {
                        let is_step = model.phase.is_some() || model.io.is_some();
                        !is_step && matches!(model.role, Role::Use | Role::Inert | Role::ErrorCode | Role::Allocate)
                    }
                    None => self.is_quiet(name) || has_string || args.iter().all(|arg| arg.place().is_none()),
                }
            }
            Inst::Call { callee: Callee::Pointer(_), .. } | Inst::Opaque { .. } => false,
            Inst::Assign { .. } | Inst::Commented { .. } | Inst::ScopeEnd { .. } => true,
        }
    }
}

/// The parameter of a function that leads to the socket that it shuts down and closes, and the way from there.
fn ender(function: &Function, models: &Models) -> Option<(usize, Vec<Step>)> {
    let on = |inst: &Inst| match inst {
        Inst::Call { callee: Callee::Named(name), args, .. } => {
            let model = models.function(name.as_str())?;
            let HandleAt::Arg(arg) = model.handles.first()? else { return None };
            let place = args.get(*arg as usize).and_then(Operand::place)?;
            Some((place, model.phase == Some(Phase::Shutdown), model.role == Role::Release))
        }
        _ => None,
    };
    let all: Vec<_> = function.insts().filter_map(on).collect();
    let (place, ..) = *all.iter().find(|(_, is_shutdown, _)| *is_shutdown)?;
    all.iter().find(|(other, _, is_close)| *is_close && *other == place)?;
    let root = function.places.root(place);
    let Step::Local(local) = function.places.get(root).step else { return None };
    let LocalKind::Param(param) = function.local(local).kind else { return None };
    Some((param as usize, function.places.steps(root, place)))
}
