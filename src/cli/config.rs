//! `sockleak config`.

use super::args::ConfigCommand;
use super::out::print;
use crate::config;
use crate::rules::Rules;

/// Shows the configuration that counts, or the schema of the file.
pub fn run(what: &ConfigCommand) -> anyhow::Result<()> {
    let rules = Rules::embedded();
    match what {
        ConfigCommand::Show { path, config } => {
            let loaded = config.origin().load(std::slice::from_ref(path))?;
            print(config::show(&loaded, &rules).as_bytes())
        }
        ConfigCommand::Schema => print(format!("{:#}\n", config::schema(&rules)).as_bytes()),
    }
}
