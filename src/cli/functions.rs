//! `sockleak rules --functions`.

use crate::model::{FunctionModel, HandleAt, Io, Models, Role, Test};
use std::fmt::Write;

/// The table of known functions, one a line, sorted by name.
pub fn table(models: &Models) -> String {
    let rows: Vec<[String; 4]> = models.functions().into_iter().map(|(name, model)| row(name, model)).collect();
    let head = ["function", "role", "handle", "results"].map(str::to_owned);
    let width = |column: usize| rows.iter().chain([&head]).map(|row| row[column].len()).max().unwrap_or_default();
    let widths = [width(0), width(1), width(2)];
    let mut out = String::new();
    for row in [&head].into_iter().chain(&rows) {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths.into_iter().chain([0])) {
            let _ = write!(line, "{cell:width$}  ");
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

fn row(name: &str, model: &FunctionModel) -> [String; 4] {
    let handles: Vec<String> = model.handles.iter().map(handle).collect();
    let outcomes = [("failure", &model.error), ("end of stream", &model.eof), ("takes over", &model.takes)];
    let mut results: Vec<String> =
        outcomes.iter().filter_map(|(what, test)| Some(format!("{what} {}", show(test.as_ref()?)))).collect();
    results.extend(model.io.map(|io| match io {
        Io::Receive => "receives".to_owned(),
        Io::Send => "sends".to_owned(),
    }));
    results.extend(model.is_socket_api.then(|| "sockets only".to_owned()));
    [name.to_owned(), role(model.role).to_owned(), handles.join(" "), results.join(", ")]
}

fn handle(at: &HandleAt) -> String {
    match at {
        HandleAt::Return => "result".to_owned(),
        HandleAt::Arg(arg) => format!("argument {}", arg + 1),
        HandleAt::Pointee { arg, elem } => format!("argument {}, element {elem} behind it", arg + 1),
    }
}

fn show(test: &Test) -> String {
    format!("{} {}", test.op, test.value)
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Acquire => "acquire",
        Role::Duplicate => "duplicate",
        Role::Use => "use",
        Role::Release => "release",
        Role::Transfer => "transfer",
        Role::Allocate => "allocate",
        Role::Free => "free",
        Role::Inert => "inert",
        Role::Noreturn => "noreturn",
        Role::ErrorCode => "error code",
    }
}
