//! Openers of which nothing is known but how they are called: who makes a socket is told of which type it is to be, and who asked
//! for one closes it in the end, at least on some way. What is got from somebody who keeps it is not closed. Who is told just
//! what `socket` is told does what that does, closed or not. Who accepts one is told where to put the address of the peer.

use crate::ir::{Callee, Const, Function, Inst, Name, Operand, PlaceId, Rvalue, Step, Ty};
use crate::model::{FunctionModel, HandleAt, Models, NameKind, Role};
use rustc_hash::FxHashSet;

/// What POSIX reserves in `<sys/socket.h>` for types of sockets.
const TYPES: &str = "SOCK_";

/// What `<sys/socket.h>` and its users name families of addresses by.
const FAMILIES: [&str; 2] = ["AF_", "PF_"];

/// Types of the length of an address.
const LENGTHS: [&str; 5] = ["socklen_t", "int", "unsigned int", "unsigned", "size_t"];

/// The places of a function that it uses as only sockets are used; looked up once for all of its calls.
pub struct Guesses<'a> {
    function: &'a Function,
    models: &'a Models,
    /// Variables that are used as sockets, and set by nothing else than calls that may open one.
    used: FxHashSet<PlaceId>,
    /// Those of them that are closed.
    owned: FxHashSet<PlaceId>,
}

impl<'a> Guesses<'a> {
    /// Those of `function`.
    pub fn new(function: &'a Function, models: &'a Models) -> Guesses<'a> {
        let given = |test: &dyn Fn(&Inst) -> Option<PlaceId>| -> FxHashSet<PlaceId> {
            function.insts().filter_map(test).collect()
        };
        let used = given(&|inst| used_as_socket(inst, models));
        let closed = given(&|inst| closed_by(inst, models));
        let is_own = |place: &PlaceId| is_number(function, *place) && is_set_by_openers(function, *place);
        let used: FxHashSet<PlaceId> = used.into_iter().filter(is_own).collect();
        let owned = used.iter().copied().filter(|place| closed.contains(place)).collect();
        Guesses { function, models, used, owned }
    }

    /// The model of `socket` or `accept`, if a call of an unknown function that returns to `dest` most likely opens one as that
    /// does.
    pub fn opener(&self, dest: Option<PlaceId>, args: &[Operand]) -> Option<&'a FunctionModel> {
        let is_in = |places: &FxHashSet<PlaceId>| dest.is_some_and(|dest| places.contains(&dest));
        let is_opener = is_in(&self.owned) && args.iter().any(is_type) || is_in(&self.used) && is_told_as_socket(args);
        if is_opener {
            return self.models.function("socket");
        }
        (is_in(&self.owned) && self.is_told_as_accept(args)).then(|| self.models.function("accept"))?
    }

    /// Whether a function is told a number, where to put an address, and where to put its length.
    fn is_told_as_accept(&self, args: &[Operand]) -> bool {
        let base = |place: PlaceId| match self.function.places.get(place).step {
            Step::Local(local) => Some(&self.function.local(local).ty),
            _ => None,
        };
        let is_listener =
            |arg: &Operand| matches!(arg, Operand::Copy(place) if base(*place).is_none_or(|ty| !ty.is_pointer()));
        let is_sockaddr = |ty: &Ty| ty.base.as_str().contains("sockaddr");
        let is_address = |arg: &Operand| match arg {
            Operand::AddrOf(place) => base(*place).is_some_and(|ty| !ty.is_pointer() && is_sockaddr(ty)),
            Operand::Copy(place) => base(*place).is_some_and(|ty| ty.is_pointer() && is_sockaddr(ty)),
            Operand::Const(_) | Operand::Unknown => false,
        };
        let is_length = |arg: &Operand| match arg {
            Operand::AddrOf(place) => {
                base(*place).is_some_and(|ty| !ty.is_pointer() && LENGTHS.contains(&ty.base.as_str()))
            }
            _ => false,
        };
        matches!(args, [listener, address, length, ..] if is_listener(listener) && is_address(address) && is_length(length))
    }
}

/// Whether it is the constant of a type of sockets.
fn is_type(arg: &Operand) -> bool {
    matches!(arg, Operand::Const(Const::Sym(name)) if name.as_str().starts_with(TYPES))
}

/// Whether a function is told a family, a type and a protocol, and nothing else.
fn is_told_as_socket(args: &[Operand]) -> bool {
    let is_family = |arg: &Operand| {
        let Operand::Const(Const::Sym(name)) = arg else { return false };
        FAMILIES.iter().any(|family| name.as_str().starts_with(family))
    };
    matches!(args, [family, kind, _] if is_family(family) && is_type(kind))
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

/// Whether nothing but constants and one call, or several of functions that are told the type of a socket, set the variable.
fn is_set_by_openers(function: &Function, place: PlaceId) -> bool {
    let mut calls: Vec<(Option<&Name>, bool)> = Vec::new();
    let is_plain = |inst: &'_ Inst| match inst {
        Inst::Assign { dest, value, .. } if *dest == place => matches!(value, Rvalue::Use(Operand::Const(_))),
        _ => true,
    };
    for inst in function.insts() {
        match inst {
            Inst::Call { dest: Some(dest), callee, args, .. } if *dest == place => {
                let name = if let Callee::Named(name) = callee { Some(name) } else { None };
                calls.push((name, args.iter().any(is_type)));
            }
            _ => {}
        }
    }
    let is_told =
        |name: Option<&Name>| calls.iter().any(|(other, is_told)| *is_told && name.is_some() && *other == name);
    function.insts().all(is_plain) && (calls.len() <= 1 || calls.iter().all(|(name, _)| is_told(*name)))
}
