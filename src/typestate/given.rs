//! Functions that others are told to call: callbacks, entries of threads.

use crate::ir::{Callee, Const, Function, Inst, Name, Operand};
use crate::model::{FunctionModel, Models};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Which functions are registered as callbacks that are given a handle of their own, an accepted connection, say; and in
/// which parameter.
pub fn callbacks(functions: &[Arc<Function>], models: &Models) -> FxHashMap<Name, u32> {
    let given = modelled_calls(functions, models).filter_map(|(model, args)| {
        let (callback, param) = model.gives?;
        Some((function_at(args, callback)?.clone(), u32::from(param)))
    });
    given.collect()
}

/// The functions that are named as what will be called with a handle.
pub fn called_later<'f>(functions: &'f [Arc<Function>], models: &'f Models) -> impl Iterator<Item = Name> + use<'f> {
    modelled_calls(functions, models).flat_map(|(model, args)| {
        let later = model.gives.map(|(callback, _)| callback).into_iter().chain(model.entry);
        later.filter_map(|arg| function_at(args, arg).cloned()).collect::<Vec<_>>()
    })
}

fn modelled_calls<'f>(
    functions: &'f [Arc<Function>],
    models: &'f Models,
) -> impl Iterator<Item = (&'f FunctionModel, &'f [Operand])> {
    let insts = functions.iter().flat_map(|function| function.insts());
    insts.filter_map(|inst| match inst {
        Inst::Call { callee: Callee::Named(name), args, .. } => {
            Some((models.function(name.as_str())?, args.as_slice()))
        }
        _ => None,
    })
}

fn function_at(args: &[Operand], at: u8) -> Option<&Name> {
    match args.get(at as usize)? {
        Operand::Const(Const::Func(name)) => Some(name),
        _ => None,
    }
}
