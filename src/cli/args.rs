//! The command line.

use crate::config::Origin;
use crate::render::Format;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Exit codes, as told by `--help`.
const EXIT_CODES: &str = "\
Exit codes: 0 nothing at or above --fail-on was found; 1 something was; 2 the command line or sockleak.toml is wrong, or a \
path named cannot be read (what can be read is checked all the same); 101 a bug in sockleak.";

/// Finds socket leaks and other socket misuse in C, C++ and Rust sources, without a build.
#[derive(Debug, Parser)]
#[command(name = "sockleak", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub color: When,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check files and folders
    Check(CheckArgs),
    /// Explain a rule, or how a leak becomes CLOSE_WAIT
    Explain {
        /// A rule's id, or a topic such as `close-wait`; lists the topics if there is none
        topic: Option<String>,
    },
    /// List the rules, or the functions that sockleak knows
    Rules {
        /// List the known functions: what each does to a socket, and which results mean failure
        #[arg(long)]
        functions: bool,
        /// Configuration.
        #[command(flatten)]
        config: ConfigArgs,
    },
    /// Keep a list of known findings, so that `check --baseline` tells only of others
    Baseline {
        /// What to do
        #[command(subcommand)]
        what: BaselineCommand,
    },
    /// Show the configuration that counts, or the schema of sockleak.toml
    Config {
        /// What to show
        #[command(subcommand)]
        what: ConfigCommand,
    },
    /// Write a sockleak.toml with everything that there is to set, unless there is one
    Init {
        /// The folder
        #[arg(default_value = ".", value_name = "FOLDER")]
        folder: PathBuf,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
    /// Print what sockleak makes of a file
    Dump(DumpArgs),
}

/// What `config` shows.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// The configuration that counts for a path, as one file would say it
    Show {
        /// The path
        #[arg(default_value = ".", value_name = "PATH")]
        path: PathBuf,
        /// Configuration.
        #[command(flatten)]
        config: ConfigArgs,
    },
    /// The JSON Schema of sockleak.toml, for editors
    Schema,
}

/// What is known of a project besides its sources.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// Know these functions too: a file as in rules/models; it counts more than a function's body
    #[arg(long = "models", value_name = "FILE", help_heading = "Configuration")]
    pub models: Vec<PathBuf>,
    /// Use this configuration in place of the nearest sockleak.toml, from the checked path upwards
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, conflicts_with = "config", help_heading = "Configuration")]
    pub isolated: bool,
}

impl ConfigArgs {
    /// Where configuration comes from.
    pub fn origin(&self) -> Origin {
        Origin { file: self.config.clone(), is_isolated: self.isolated, models: self.models.clone() }
    }
}

/// What is checked, and against which rules.
#[derive(Debug, Args)]
pub struct ScopeArgs {
    /// Files and folders to check, `-` for standard input; a file named here is checked even if an ignore file excludes it
    /// [default: .]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Check the files and folders that this file lists, one a line or with NULs between them; `-` for standard input
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub files_from: Option<PathBuf>,
    /// What standard input stands for: a path that need not exist; found with its tree if that is checked too
    #[arg(long, value_name = "PATH", help_heading = "Input")]
    pub stdin_filename: Option<PathBuf>,
    /// Check only these rules or groups of rules; `default` means those that are on without this, `all` every rule
    #[arg(long = "rule", value_delimiter = ',', value_name = "NAME", help_heading = "Rules")]
    pub rules: Vec<String>,
    /// Do not check these rules or groups of rules
    #[arg(long = "ignore", value_delimiter = ',', value_name = "NAME", help_heading = "Rules")]
    pub ignored: Vec<String>,
    /// Ask of each comment that silences a finding to say why, behind `--`
    #[arg(long, help_heading = "Rules")]
    pub require_reason: bool,
    /// Show findings that are at least this sure [default: likely]
    #[arg(long, value_enum, value_name = "HOW", help_heading = "Rules")]
    pub confidence: Option<Sureness>,
    /// Configuration.
    #[command(flatten)]
    pub config: ConfigArgs,
    /// Check Rust code too that only runs in tests: `#[test]`, `#[cfg(test)]`, files in tests/, benches/ and examples/
    #[arg(long, help_heading = "Input")]
    pub include_tests: bool,
    /// Read files that .gitignore, .ignore or .sockleakignore exclude, and hidden ones
    #[arg(long, help_heading = "Input")]
    pub no_ignore: bool,
    /// Leave out files that sockleak.toml excludes even if they are named here
    #[arg(long, help_heading = "Input")]
    pub force_exclude: bool,
    /// How many threads to use; as many as there are processors by default
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// Options of `check`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct CheckArgs {
    /// What is checked.
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// Do not tell of findings that this baseline knows, see `sockleak baseline`
    #[arg(long, value_name = "FILE", help_heading = "Known findings")]
    pub baseline: Option<PathBuf>,
    /// Use no baseline, also if sockleak.toml names one
    #[arg(long, conflicts_with = "baseline", help_heading = "Known findings")]
    pub no_baseline: bool,
    /// Tell only of findings that were not there at this revision of the git repository: both are checked and compared.
    /// `main...` means where the current commit parted from main
    #[arg(long, value_name = "REV", help_heading = "Known findings")]
    pub new_from: Option<String>,
    /// How to print the findings
    #[arg(long, alias = "format", value_enum, default_value_t = Output::Full, value_name = "FORMAT", help_heading = "Output")]
    pub output_format: Output,
    /// Write the findings to a file too, as in `sarif=out/sockleak.sarif`; may be given several times
    #[arg(long = "output", value_parser = parse_target, value_name = "FORMAT=PATH", help_heading = "Output")]
    pub outputs: Vec<Target>,
    /// Keep in SARIF what comments in the sources silence, marked as suppressed; services that do not look at the mark show
    /// it like the rest
    #[arg(long, help_heading = "Output")]
    pub sarif_suppressed: bool,
    /// Exit with 1 if there is a finding of at least this level [default: warning]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<Threshold>,
    /// Write what is suggested into the files, as far as it is safe, then tell what is left
    #[arg(long, conflicts_with_all = ["diff", "stdin_filename"], help_heading = "Suggestions")]
    pub fix: bool,
    /// Print what is suggested as a patch, as far as it is safe, in place of the findings; no file is written
    #[arg(long, help_heading = "Suggestions")]
    pub diff: bool,
    /// With --fix or --diff: also what needs a look
    #[arg(long, help_heading = "Suggestions")]
    pub unsafe_fixes: bool,
    /// Exit with 0 whatever was found; trouble still exits with 2
    #[arg(long)]
    pub exit_zero: bool,
    /// Print how often each rule speaks, in place of the findings
    #[arg(long, conflicts_with_all = ["diff", "output_format"], help_heading = "Output")]
    pub statistics: bool,
    /// Print findings, and nothing else
    #[arg(short, long, help_heading = "Output")]
    pub quiet: bool,
    /// Tell on stderr which configuration counts, which files were checked, and all that was not analysed
    #[arg(short, long, conflicts_with = "quiet", help_heading = "Output")]
    pub verbose: bool,
    /// Tell where and why sockets went out of sight: no finding there proves nothing
    #[arg(long, help_heading = "Output")]
    pub show_dropped: bool,
    /// Tell on stderr where the time went
    #[arg(long, help_heading = "Output")]
    pub timings: bool,
}

/// What `baseline` does.
#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// Write a baseline of all that is found now, unless there is one
    Create(BaselineArgs),
    /// Write what is found now in place of the baseline that there is
    Update(BaselineArgs),
    /// Take out of the baseline what is not found any more
    Prune(BaselineArgs),
}

/// Options of `baseline`.
#[derive(Debug, Args)]
pub struct BaselineArgs {
    /// What is checked.
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// The baseline [default: what sockleak.toml names, else sockleak-baseline.jsonl]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

/// Options of `dump`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true)))]
pub struct DumpArgs {
    /// The functions as sockleak reads them, one instruction a line
    #[arg(long, group = "what")]
    pub ir: bool,
    /// The control flow graphs, in Mermaid's language
    #[arg(long, group = "what")]
    pub cfg: bool,
    /// What is known of each socket where each block is entered
    #[arg(long, group = "what")]
    pub states: bool,
    /// What calling each function does to sockets, told apart by what it returns
    #[arg(long, group = "what")]
    pub summary: bool,
    /// Configuration.
    #[command(flatten)]
    pub config: ConfigArgs,
    /// The file, or one function in it
    #[arg(value_name = "FILE[:FUNCTION]")]
    pub target: String,
    /// With --summary: look at the file as a part of this tree
    #[arg(long, value_name = "PATH", conflicts_with_all = ["ir", "cfg", "states"])]
    pub tree: Option<PathBuf>,
    /// Which arms of #if are read
    #[arg(long, value_enum, default_value_t = WorldName::Posix, value_name = "WORLD")]
    pub world: WorldName,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set; also elsewhere if CLICOLOR_FORCE is
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How sure a finding must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sureness {
    /// Only what is seen on a path from end to end, with nothing unknown on it
    Certain,
    /// Also where an unknown function was given the socket, or the socket is the caller's
    Likely,
    /// Also where the path could not be followed in full
    Possible,
}

/// Output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// For people: the source with the way to each finding
    #[value(alias = "text")]
    Full,
    /// For people: a line for each finding
    Concise,
    /// For scripts: one document
    Json,
    /// For scripts: an object for each finding, one a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning services and editors
    Sarif,
    /// Workflow commands, from which GitHub makes annotations; writes a step summary too
    Github,
    /// GitLab's Code Quality report
    Gitlab,
    /// As GCC tells of errors
    Gcc,
    /// JUnit's XML, for build servers
    Junit,
}

impl Output {
    /// As the renderers call it.
    pub fn format(self) -> Format {
        match self {
            Output::Full => Format::Full,
            Output::Concise => Format::Concise,
            Output::Json => Format::Json,
            Output::Jsonl => Format::Jsonl,
            Output::Sarif => Format::Sarif,
            Output::Github => Format::Github,
            Output::Gitlab => Format::Gitlab,
            Output::Gcc => Format::Gcc,
            Output::Junit => Format::Junit,
        }
    }
}

/// A file to write, and how.
#[derive(Clone, Debug)]
pub struct Target {
    /// The format.
    pub format: Format,
    /// The file.
    pub path: PathBuf,
}

fn parse_target(text: &str) -> Result<Target, String> {
    let (format, path) = text.split_once('=').ok_or("a format and a path are wanted, as in `sarif=sockleak.sarif`")?;
    let known = || Format::ALL.map(Format::name).join(", ");
    let format = Format::from_name(format).ok_or_else(|| format!("no format `{format}`; there are {}", known()))?;
    if path.is_empty() {
        return Err("the path is missing".to_owned());
    }
    Ok(Target { format, path: PathBuf::from(path) })
}

/// Levels at which a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Threshold {
    /// Only errors
    Error,
    /// Errors and warnings
    Warning,
    /// Anything
    Note,
    /// Nothing
    Never,
}

/// Worlds, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WorldName {
    /// As on Linux
    Posix,
    /// As on Windows
    Windows,
}
