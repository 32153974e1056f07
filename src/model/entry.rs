//! One `[[function]]` of a model file.

use super::{FunctionModel, HandleAt, Io, Phase, Role, SetUse, Test};
use crate::ir::{CmpOp, Name};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(untagged, expecting = "a number from 0 to 255, \"return\", \"*1\", \"*3[0]\", or a list of these")]
enum Handle {
    Arg(u8),
    Path(String),
    Paths(Vec<String>),
}

impl Handle {
    fn all(&self) -> Result<Vec<HandleAt>, String> {
        match self {
            Handle::Arg(arg) => Ok(vec![HandleAt::Arg(*arg)]),
            Handle::Path(path) => Ok(vec![handle_at(path)?]),
            Handle::Paths(paths) => paths.iter().map(|path| handle_at(path)).collect(),
        }
    }
}

/// What a file says of functions that are alike.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The functions.
    pub names: Vec<String>,
    role: Role,
    handle: Option<Handle>,
    error: Option<String>,
    eof: Option<String>,
    takes: Option<String>,
    takes_with: Option<String>,
    callback: Option<u8>,
    gives: Option<u8>,
    io: Option<Io>,
    buffer: Option<u8>,
    length: Option<u8>,
    amount: Option<u8>,
    flags: Option<u8>,
    address: Option<u8>,
    kind: Option<u8>,
    listener: Option<u8>,
    source: Option<u8>,
    target: Option<u8>,
    option: Option<u8>,
    option_read: Option<u8>,
    sets_option: Option<String>,
    set: Option<u8>,
    on_set: Option<SetUse>,
    keeps: Option<u8>,
    holds: Option<Handle>,
    entry: Option<u8>,
    phase: Option<Phase>,
    #[serde(default)]
    socket: bool,
    #[serde(default)]
    worth: bool,
}

impl Entry {
    /// The model, or what is wrong with it.
    pub fn model(&self) -> Result<FunctionModel, String> {
        let handles = self.handle.as_ref().map_or(Ok(Vec::new()), Handle::all)?;
        let holds = self.holds.as_ref().map_or(Ok(Vec::new()), Handle::all)?;
        if handles.is_empty() && matches!(self.role, Role::Acquire | Role::Release | Role::Transfer | Role::Free) {
            let name = self.names.first().map_or("", String::as_str);
            return Err(format!("`{name}` needs a `handle`: which argument or result is it?"));
        }
        Ok(FunctionModel {
            role: self.role,
            handles,
            error: test(&self.error)?,
            eof: test(&self.eof)?,
            takes: test(&self.takes)?,
            takes_with: self.takes_with.clone(),
            gives: self.callback.zip(self.gives),
            io: self.io,
            buffer: self.buffer,
            length: self.length,
            amount: self.amount,
            flags: self.flags,
            address: self.address,
            kind: self.kind,
            listener: self.listener,
            source: self.source,
            target: self.target,
            option: self.option,
            option_read: self.option_read,
            sets_option: self.sets_option.as_deref().map(Name::from),
            set: self.set.zip(self.on_set),
            keeps: self.keeps,
            holds: holds.first().copied(),
            entry: self.entry,
            phase: self.phase,
            is_binding: self.takes_with.is_some(),
            is_socket_api: self.socket || self.role == Role::Acquire,
            is_worth: self.worth,
        })
    }
}

/// Reads `return`, `*1` or `*3[0]`.
fn handle_at(path: &str) -> Result<HandleAt, String> {
    if path == "return" {
        return Ok(HandleAt::Return);
    }
    let wrong = || format!("handle `{path}`: expected a number, \"return\", \"*1\" or \"*3[0]\"");
    let rest = path.strip_prefix('*').ok_or_else(wrong)?;
    let (arg, elem) = match rest.split_once('[') {
        None => (rest, "0"),
        Some((arg, elem)) => (arg, elem.strip_suffix(']').ok_or_else(wrong)?),
    };
    let number = |text: &str| text.parse::<u8>().map_err(|_| wrong());
    Ok(HandleAt::Pointee { arg: number(arg)?, elem: number(elem)? })
}

/// Reads `== -1`.
fn test(text: &Option<String>) -> Result<Option<Test>, String> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || format!("outcome `{text}`: expected a comparison such as \"== -1\"");
    let (op, value) = text.split_once(' ').ok_or_else(wrong)?;
    let op = match op {
        "==" => CmpOp::Eq,
        "!=" => CmpOp::Ne,
        "<" => CmpOp::Lt,
        "<=" => CmpOp::Le,
        ">" => CmpOp::Gt,
        ">=" => CmpOp::Ge,
        _ => return Err(wrong()),
    };
    Ok(Some(Test { op, value: value.trim().parse().map_err(|_| wrong())? }))
}
