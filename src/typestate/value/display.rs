//! Values as dumps and summaries show them.

use super::{CELLS, Exact, Origin, Value};

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match (&self.exact, &self.not) {
            (Some(Exact::Int(value)), _) => write!(f, "= {value}")?,
            (Some(Exact::Sym(name)), _) => write!(f, "= {name}")?,
            (Some(Exact::Handle), _) => f.write_str("= handle")?,
            (None, not) => {
                let names = ["< -1", "-1", "0", "1", "> 1"];
                let cells = CELLS.iter().zip(names).filter(|((cell, ..), _)| self.cells & cell != 0);
                write!(f, "in {{{}}}", cells.map(|(_, name)| name).collect::<Vec<_>>().join(", "))?;
                match not {
                    Some(Exact::Int(value)) => write!(f, " but {value}")?,
                    Some(Exact::Sym(name)) => write!(f, " but {name}")?,
                    Some(Exact::Handle) => f.write_str(" but handle")?,
                    None => {}
                }
            }
        }
        match self.origin {
            Origin::None => Ok(()),
            Origin::Io(call) | Origin::Amount(call) => write!(f, " from call {call}"),
            Origin::Error => f.write_str(" from the last error"),
            Origin::ErrorTest => f.write_str(" from a test of the last error"),
            Origin::Fresh => f.write_str(" fresh"),
        }
    }
}
