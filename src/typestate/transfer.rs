//! Calls that move data: what their results say.

use super::calls::Target;
use super::context::FunctionCx;
use super::machine::ExitRecord;
use super::value::Origin;
use crate::model::{Io, Test};

/// How to read the result of a receive or a send, or of a function that hands it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The direction.
    pub io: Io,
    /// Results that mean failure.
    pub error: Test,
    /// Results that mean that the peer has closed.
    pub eof: Option<Test>,
}

impl FunctionCx<'_> {
    /// How to read the result of the call numbered `call`, if it moves data.
    pub fn transfer(&self, call: u32) -> Option<Transfer> {
        match self.calls[call as usize].target {
            Target::Model(model) => Some(Transfer { io: model.io?, error: model.error?, eof: model.eof }),
            Target::Body(summary) => summary.forwards,
            Target::Unknown(_) | Target::Pointer(_) => None,
        }
    }

    /// How to read this function's own result, if an exit hands on that of a call.
    pub fn forwarded(&self, exit: &ExitRecord) -> Option<Transfer> {
        match exit.returns.origin {
            Origin::Io(call) => self.transfer(call),
            Origin::None | Origin::Amount(_) | Origin::Error | Origin::ErrorTest | Origin::Fresh => None,
        }
    }
}
