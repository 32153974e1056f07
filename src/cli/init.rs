//! `sockleak init`.

use super::out::complain;
use super::trouble::Trouble;
use crate::config::{NAME, in_folder, io_reason};
use crate::rules::Rules;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

/// What a new file says besides the rules.
const HEAD: &str = "\
# What sockleak is to do here; `sockleak config show` prints what counts, `sockleak config schema` tells every key.

# What is not checked, as in .gitignore: exclude = [\"third_party/\", \"*.gen.c\"]
exclude = []

# The least level at which a run fails: error, warning, note or never.
fail-on = \"warning\"

# How sure a finding must be to be shown: certain, likely or possible.
confidence = \"likely\"

# Whether a comment that silences a finding must say why.
require-reason = false

# Known findings, as `sockleak baseline create` writes them; only others are told.
# baseline = \"sockleak-baseline.jsonl\"

# Functions of this project: see `sockleak rules --functions` for those that are known.
# [[models.function]]
# names = [\"conn_done\"]
# role = \"release\"
# handle = 0

# Levels for some paths.
# [[override]]
# paths = [\"tests/\"]
# rules = { socket-leak = \"off\" }

# The most that findings of a rule can be: off, note, warning or error.
[rules]
";

/// Writes a configuration file, unless the folder has one.
pub fn init(folder: &Path) -> anyhow::Result<()> {
    if let Some(file) = in_folder(folder)? {
        return Err(Trouble(format!("{} is there already; it stays as it is", file.display())).into());
    }
    let path = folder.join(NAME);
    let fail = |error| Trouble(format!("{}: {}", path.display(), io_reason(&error)));
    let mut file = File::create_new(&path).map_err(fail)?;
    file.write_all(text().as_bytes()).map_err(fail)?;
    complain(&format!("wrote {}", path.strip_prefix(".").unwrap_or(&path).display()));
    complain("`sockleak check` tells what there is, `sockleak baseline create` takes it as known");
    Ok(())
}

fn text() -> String {
    let mut text = HEAD.to_owned();
    for rule in Rules::embedded().all() {
        let level = if rule.meta.opt_in { "off" } else { rule.meta.severity.name() };
        let _ = writeln!(text, "# {} = \"{level}\"  # {}", rule.id, rule.meta.summary);
    }
    text
}
