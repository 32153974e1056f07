//! What other programs make use of: completions for shells, and the manual page.

use super::args::Cli;
use super::out::print;
use clap::CommandFactory;
use clap_complete::{Shell, generate};

/// Prints completions for a shell.
pub fn completions(shell: Shell) -> anyhow::Result<()> {
    let mut text = Vec::new();
    generate(shell, &mut Cli::command(), "sockleak", &mut text);
    print(&text)
}

/// Prints the manual page: the command's, then one for each of its commands.
pub fn page() -> anyhow::Result<()> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut text)?;
    for command in Cli::command().get_subcommands().filter(|command| command.get_name() != "help") {
        let name = format!("sockleak-{}", command.get_name());
        clap_mangen::Man::new(command.clone().name(name)).render(&mut text)?;
    }
    print(&text)
}
