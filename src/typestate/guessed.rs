//! Openers of which nothing is known but how they are called: who makes a socket is told of which type it is to be, and who asked
//! for one closes it in the end, at least on some way. What is got from somebody who keeps it is not closed.

use crate::ir::{Callee, Const, Function, Inst, Operand, PlaceId, Rvalue, Step};
use crate::model::{FunctionModel, HandleAt, Models, NameKind, Role};
use rustc_hash::FxHashSet;

/// What POSIX reserves in `<sys/socket.h>` for types of sockets.
const TYPES: &str = "SOCK_";

/// The places of a function that it uses as only sockets are used; looked up once for all of its calls.
pub struct Guesses<'a> {
    models: &'a Models,
    /// Variables that are used as sockets and closed, and set by nothing else than one call.
    owned: FxHashSet<PlaceId>,
}

impl<'a> Guesses<'a> {
    /// Those of `function`.
    pub fn new(function: &Function, models: &'a Models) -> Guesses<'a> {
        let given = |test: &dyn Fn(&Inst) -> Option<PlaceId>| -> FxHashSet<PlaceId> {
            function.insts().filter_map(test).collect()
        };
        let used = given(&|inst| used_as_socket(inst, models));
        let closed = given(&|inst| closed_by(inst, models));
        let is_owned =
            |place: &PlaceId| closed.contains(place) && is_number(function, *place) && is_set_once(function, *place);
        let owned = used.into_iter().filter(is_owned).collect();
        Guesses { models, owned }
    }

    /// The model of `socket`, if a call of an unknown function that returns to `dest` most likely opens one as that does.
    pub fn opener(&self, dest: Option<PlaceId>, args: &[Operand]) -> Option<&'a FunctionModel> {
        let is_type =
            |arg: &Operand| matches!(arg, Operand::Const(Const::Sym(name)) if name.as_str().starts_with(TYPES));
        let is_opener = dest.is_some_and(|dest| self.owned.contains(&dest)) && args.iter().any(is_type);
        is_opener.then(|| self.models.function("socket"))?
    }
}

/// The model of `malloc`, if a call of an unknown function most likely does what that does: it is named so, and told the size
/// of what its result is to point at, and of nothing that it could put it into or know it by.
pub fn allocator<'a>(
    function: &Function,
    dest: Option<PlaceId>,
    name: &str,
    args: &[Operand],
    models: &'a Models,
) -> Option<&'a FunctionModel> {
    let Step::Local(local) = function.places.get(dest?).step else { return None };
    let variable = function.local(local);
    let own = format!("*{}", variable.name);
    let base = plain_type(variable.ty.base.as_str());
    let is_size = |arg: &Operand| {
        let Operand::Const(Const::Sym(name)) = arg else { return false };
        let size = name.as_str().strip_prefix("sizeof(").and_then(|rest| rest.strip_suffix(')'));
        size.is_some_and(|of| of == own || !base.is_empty() && plain_type(of) == base)
    };
    let is_alone = args.iter().all(|arg| matches!(arg, Operand::Const(Const::Int(_) | Const::Sym(_))));
    let is_told = variable.ty.is_pointer() && is_alone && args.iter().any(is_size);
    (is_told && models.name_suggests(name, NameKind::Allocates)).then(|| models.function("malloc"))?
}

fn plain_type(name: &str) -> &str {
    name.strip_prefix("struct ").unwrap_or(name).trim()
}

fn used_as_socket(inst: &Inst, models: &Models) -> Option<PlaceId> {
    let Inst::Call { callee: Callee::Named(name), args, .. } = inst else { return None };
    let model = models.function(name.as_str()).filter(|model| model.is_socket_api && model.role == Role::Use)?;
    match *model.handles.first()? {
        HandleAt::Arg(arg) => args.get(arg as usize)?.place(),
        HandleAt::Pointee { .. } | HandleAt::Return => None,
    }
}

/// What a call closes, or may close, going by its name.
fn closed_by(inst: &Inst, models: &Models) -> Option<PlaceId> {
    let Inst::Call { callee: Callee::Named(name), args, .. } = inst else { return None };
    let is_release = models.function(name.as_str()).is_some_and(|model| model.role == Role::Release);
    let closes = is_release || models.name_suggests(name.as_str(), NameKind::Closes);
    closes.then(|| args.iter().find_map(|arg| if let Operand::Copy(place) = arg { Some(*place) } else { None }))?
}

/// Whether it is a variable of the function's own, and no pointer.
fn is_number(function: &Function, place: PlaceId) -> bool {
    let Step::Local(local) = function.places.get(place).step else { return false };
    !function.local(local).ty.is_pointer()
}

/// Whether nothing but one call and constants set the variable.
fn is_set_once(function: &Function, place: PlaceId) -> bool {
    let mut calls = 0;
    let is_plain = |inst: &Inst| match inst {
        Inst::Call { dest: Some(dest), .. } if *dest == place => {
            calls += 1;
            calls == 1
        }
        Inst::Assign { dest, value, .. } if *dest == place => matches!(value, Rvalue::Use(Operand::Const(_))),
        _ => true,
    };
    function.insts().all(is_plain)
}
