//! Openers of which nothing is known but how they are called: only who makes a socket is told of which type it is to be.

use crate::ir::{Callee, Const, Function, Inst, Operand, PlaceId, Rvalue};
use crate::model::{FunctionModel, HandleAt, Models, Role};
use rustc_hash::FxHashSet;

/// What POSIX reserves in `<sys/socket.h>` for types of sockets.
const TYPES: &str = "SOCK_";

/// The places of a function that it uses as only sockets are used; looked up once for all of its calls.
pub struct Guesses<'a> {
    models: &'a Models,
    used: FxHashSet<PlaceId>,
}

impl<'a> Guesses<'a> {
    /// Those of `function`.
    pub fn new(function: &Function, models: &'a Models) -> Guesses<'a> {
        let mut used: FxHashSet<PlaceId> = function.insts().filter_map(|inst| used_as_socket(inst, models)).collect();
        let copies = function.insts().filter_map(|inst| match inst {
            Inst::Assign { dest, value: Rvalue::Use(Operand::Copy(source)), .. } => Some((*dest, *source)),
            _ => None,
        });
        let originals: Vec<PlaceId> =
            copies.filter(|(copy, _)| used.contains(copy)).map(|(_, source)| source).collect();
        used.extend(originals);
        Guesses { models, used }
    }

    /// The model of `socket`, if a call of an unknown function that returns to `dest` most likely opens one as that does.
    pub fn opener(&self, dest: Option<PlaceId>, args: &[Operand]) -> Option<&'a FunctionModel> {
        let is_type =
            |arg: &Operand| matches!(arg, Operand::Const(Const::Sym(name)) if name.as_str().starts_with(TYPES));
        let is_opener = dest.is_some_and(|dest| self.used.contains(&dest)) && args.iter().any(is_type);
        is_opener.then(|| self.models.function("socket"))?
    }
}

fn used_as_socket(inst: &Inst, models: &Models) -> Option<PlaceId> {
    let Inst::Call { callee: Callee::Named(name), args, .. } = inst else { return None };
    let model = models.function(name.as_str()).filter(|model| model.is_socket_api && model.role == Role::Use)?;
    match *model.handles.first()? {
        HandleAt::Arg(arg) => args.get(arg as usize)?.place(),
        HandleAt::Pointee { .. } | HandleAt::Return => None,
    }
}
