//! Callbacks that are given a fresh handle: an accepted connection, say.

use crate::ir::{Callee, Const, Function, Inst, Name, Operand};
use crate::model::Models;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Which of `functions`, or of others, are registered as callbacks that are given a handle of their own, and in which
/// parameter.
pub fn callbacks(functions: &[Arc<Function>], models: &Models) -> FxHashMap<Name, u32> {
    let mut found = FxHashMap::default();
    for inst in functions.iter().flat_map(|function| function.insts()) {
        let Inst::Call { callee: Callee::Named(name), args, .. } = inst else { continue };
        let Some((callback, param)) = models.function(name.as_str()).and_then(|model| model.gives) else { continue };
        if let Some(Operand::Const(Const::Func(callback))) = args.get(callback as usize) {
            found.insert(callback.clone(), u32::from(param));
        }
    }
    found
}

/// Functions that `functions` name as what will be called with a handle: callbacks, entries of threads.
pub fn called_later(functions: &[Arc<Function>], models: &Models) -> Vec<Name> {
    let mut found = Vec::new();
    for inst in functions.iter().flat_map(|function| function.insts()) {
        let Inst::Call { callee: Callee::Named(name), args, .. } = inst else { continue };
        let Some(model) = models.function(name.as_str()) else { continue };
        let later = model.gives.map(|(callback, _)| callback).into_iter().chain(model.entry);
        found.extend(later.filter_map(|arg| match args.get(arg as usize)? {
            Operand::Const(Const::Func(name)) => Some(name.clone()),
            _ => None,
        }));
    }
    found
}
