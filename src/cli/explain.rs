//! `sockleak explain`.
pub fn explain(_topic: &str) -> anyhow::Result<()> {
    Ok(())
}
