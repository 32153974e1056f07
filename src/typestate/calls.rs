//! Who each call of a function calls, resolved once.

use super::guessed::{Guesses, allocator};
use super::summary::Summary;
use crate::ir::{BlockId, CallFlags, Callee, Const, Function, Inst, LocalKind, Operand, PlaceId, Step, Terminator};
use crate::model::{FunctionModel, Models, NameKind, Role, Trait};
use crate::source::Span;
use rustc_hash::FxHashSet;
use std::cell::LazyCell;

/// An instruction of a function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// The block.
    pub block: BlockId,
    /// The instruction's index; the number of instructions for the terminator.
    pub index: u32,
}

/// What is known of the callee.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// An API model.
    Model(&'a FunctionModel),
    /// A function whose body was read.
    Body(&'a Summary),
    /// Nothing but a name.
    Unknown(Hints),
    /// The value of a place, whatever it points at.
    Pointer(Hints),
}

/// What an unknown callee's name and use suggest; only ever used to stay quiet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    /// It may close.
    pub closes: bool,
    /// It may keep.
    pub takes: bool,
    /// It tests an error code.
    pub retries: bool,
    /// It only reports.
    pub logs: bool,
    /// Its result is a pointer, and is returned as it is.
    pub is_returned: bool,
    /// Its result is a pointer.
    pub returns_pointer: bool,
    /// It copies bytes and keeps no address.
    pub copies: bool,
}

/// One call.
#[derive(Clone, Debug)]
pub struct CallSite<'a> {
    /// Where it is.
    pub point: Point,
    /// The name as written: for a member call the member's name.
    pub name: String,
    /// The callee.
    pub target: Target<'a>,
    /// Where the result goes.
    pub dest: Option<PlaceId>,
    /// The arguments.
    pub args: &'a [Operand],
    /// See [`CallFlags`].
    pub flags: CallFlags,
    /// Whether nothing but its arguments and what is done with its result tells what it does.
    pub is_guessed: bool,
    /// The call expression.
    pub span: Span,
}

impl<'a> CallSite<'a> {
    /// The model, if the callee has one.
    pub fn model(&self) -> Option<&'a FunctionModel> {
        match self.target {
            Target::Model(model) => Some(model),
            Target::Body(_) | Target::Unknown(_) | Target::Pointer(_) => None,
        }
    }

    /// Whether it is given a function, which it is to call with the rest.
    pub fn has_callback(&self) -> bool {
        self.args.iter().any(|arg| matches!(arg, Operand::Const(Const::Func(_))))
    }

    /// The place given by value as argument `index`.
    pub fn arg_place(&self, index: u8) -> Option<PlaceId> {
        match self.args.get(index as usize)? {
            Operand::Copy(place) => Some(*place),
            Operand::AddrOf(_) | Operand::Const(_) | Operand::Unknown => None,
        }
    }

    /// Whether it is a macro that was not expanded: it does not keep what it is given.
    pub fn is_macro(&self) -> bool {
        self.name.ends_with('!')
    }

    /// Whether some argument is a string literal.
    pub fn has_text(&self) -> bool {
        has_text(self.args)
    }

    /// Whether some argument is a string literal that may be a message or its format.
    pub fn has_string(&self) -> bool {
        has_message(self.args)
    }
}

/// Resolves all calls of `function`, in block order.
pub fn resolve<'a>(
    function: &'a Function,
    models: &'a Models,
    summary_of: &dyn Fn(&str) -> Option<&'a Summary>,
) -> Vec<CallSite<'a>> {
    let mut calls = Vec::new();
    let onward = LazyCell::new(|| Onward::new(function));
    let guesses = LazyCell::new(|| Guesses::new(function, models));
    for block in function.block_ids() {
        for (index, inst) in function.block(block).insts.iter().enumerate() {
            let Inst::Call { dest, callee, args, flags, span } = inst else { continue };
            let name = callee_name(function, callee);
            let is_returned = || dest.is_some_and(|dest| onward.has(function, dest));
            let hints = || Hints { is_returned: is_returned(), ..hints(function, models, &name, *dest) };
            let mut is_guessed = false;
            let target = match callee {
                Callee::Pointer(_) => Target::Pointer(hints()),
                Callee::Named(_) => match (summary_of(&name), models.function(&name)) {
                    (_, Some(model)) if model.is_binding => Target::Model(model),
                    (Some(summary), _) => Target::Body(summary),
                    (None, Some(model)) => Target::Model(model),
                    (None, None) => {
                        match guesses.opener(*dest, args).or_else(|| allocator(function, *dest, &name, args, models)) {
                            Some(model) => {
                                is_guessed = model.role == Role::Acquire;
                                Target::Model(model)
                            }
                            None => Target::Unknown(hints()),
                        }
                    }
                },
            };
            let point = Point { block, index: index as u32 };
            calls.push(CallSite { point, name, target, dest: *dest, args, flags: *flags, is_guessed, span: *span });
        }
    }
    calls
}

fn callee_name(function: &Function, callee: &Callee) -> String {
    match callee {
        Callee::Named(name) => name.to_string(),
        Callee::Pointer(place) => match &function.places.get(*place).step {
            Step::Field(name) | Step::Global(name) => name.to_string(),
            Step::Local(local) => function.local(*local).name.to_string(),
            Step::Elem(_) | Step::Derived(_) => function.show_place(*place),
        },
    }
}

fn hints(function: &Function, models: &Models, name: &str, dest: Option<PlaceId>) -> Hints {
    let suggestions = models.suggestions(name);
    let suggests = |kind| suggestions.has(kind);
    Hints {
        closes: suggests(NameKind::Closes),
        takes: suggests(NameKind::Takes),
        retries: suggests(NameKind::Retries),
        logs: suggests(NameKind::Logs),
        is_returned: false,
        returns_pointer: dest.is_some_and(|dest| may_hold_pointer(function, dest)),
        copies: models.has_trait(name, Trait::CopiesBytes),
    }
}

/// Whether the place is declared a pointer, or is a member or global whose type is not known.
fn may_hold_pointer(function: &Function, dest: PlaceId) -> bool {
    match function.places.get(dest).step {
        // A temporary is a pointer if the front end saw it declared or compared as one.
        Step::Local(local) => function.local(local).ty.is_pointer(),
        Step::Field(_) | Step::Global(_) | Step::Elem(_) => true,
        Step::Derived(_) => false,
    }
}

/// Where the results of a function's calls go on as they are; looked up once for all of its calls.
struct Onward {
    /// What it returns.
    returned: FxHashSet<PlaceId>,
    /// Whether it returns a constant somewhere.
    returns_constant: bool,
    /// What it gives to other functions, which nothing can test.
    passed_on: FxHashSet<PlaceId>,
}

impl Onward {
    fn new(function: &Function) -> Onward {
        let mut onward =
            Onward { returned: FxHashSet::default(), returns_constant: false, passed_on: FxHashSet::default() };
        let written = written(function);
        for block in &function.blocks {
            match &block.terminator {
                Terminator::Return { value: Some(Operand::Copy(place)), .. } => _ = onward.returned.insert(*place),
                Terminator::Return { value: Some(Operand::Const(_)), .. } => onward.returns_constant = true,
                _ => {}
            }
            block.insts.iter().for_each(|inst| onward.pass_on(inst, &written));
        }
        onward
    }

    fn pass_on(&mut self, inst: &Inst, written: &FxHashSet<PlaceId>) {
        let Inst::Call { callee: Callee::Named(name), args, dest, .. } = inst else { return };
        // A macro most likely checks it.
        let is_function = name.as_str().bytes().any(|byte| byte.is_ascii_lowercase());
        let is_written = dest.is_some_and(|dest| written.contains(&dest));
        if is_function && !has_text(args) && !is_written {
            self.passed_on.extend(copied(args));
        }
    }

    /// Whether the result goes on as it is, and may be an object made of the arguments: the value of `return f(x);`, or the
    /// argument of `g(.., f(x))`.
    fn has(&self, function: &Function, place: PlaceId) -> bool {
        let is_temporary = matches!(function.places.get(place).step, Step::Local(local) if function.local(local).kind == LocalKind::Temp);
        // A type that is no number's, and never is one here, is no status.
        let is_status = || is_number(function.returns.base.as_str()) || self.returns_constant;
        let is_object = || function.returns.is_pointer() || !is_status();
        is_temporary && (self.returned.contains(&place) && is_object() || self.passed_on.contains(&place))
    }
}

/// The values without a name that go into messages: `log("bind: %s", text_of(last_error(s)))`. No object is made of what such a
/// value came from.
fn written(function: &Function) -> FxHashSet<PlaceId> {
    let is_temporary = |place: &PlaceId| matches!(function.places.get(*place).step, Step::Local(local) if function.local(local).kind == LocalKind::Temp);
    let messages = function.insts().filter_map(|inst| match inst {
        Inst::Call { args, .. } if has_message(args) => Some(args),
        _ => None,
    });
    messages.flat_map(|args| copied(args)).filter(is_temporary).collect()
}

fn has_text(args: &[Operand]) -> bool {
    args.iter().any(|arg| matches!(arg, Operand::Const(Const::Str | Const::Key)))
}

/// Whether some argument may be a message. A word alone is a key only where something is stored under it.
fn has_message(args: &[Operand]) -> bool {
    args.iter().any(|arg| matches!(arg, Operand::Const(Const::Str))) || matches!(args, [Operand::Const(Const::Key)])
}

fn copied(args: &[Operand]) -> impl Iterator<Item = PlaceId> {
    args.iter().filter_map(|arg| match arg {
        Operand::Copy(place) => Some(*place),
        Operand::AddrOf(_) | Operand::Const(_) | Operand::Unknown => None,
    })
}

/// Whether it is a type of numbers that the language itself, POSIX or Windows names.
fn is_number(base: &str) -> bool {
    const WORDS: [&str; 20] = [
        "int",
        "long",
        "short",
        "char",
        "unsigned",
        "signed",
        "float",
        "double",
        "bool",
        "_Bool",
        "BOOL",
        "DWORD",
        "size_t",
        "ssize_t",
        "socklen_t",
        "pid_t",
        "off_t",
        "time_t",
        "intptr_t",
        "uintptr_t",
    ];
    let is_sized = |word: &str| word.trim_start_matches('u').starts_with("int") && word.ends_with("_t");
    base.split_ascii_whitespace().all(|word| WORDS.contains(&word) || is_sized(word))
}

/// Whether a call's model makes it a socket call whose handle argument can only be a socket.
pub fn proves_socket(call: &CallSite) -> bool {
    call.model().is_some_and(|model| model.is_socket_api && model.role == Role::Use)
}
