// No type of a socket is named: what the loop does with what it accepts tells.
async fn run_bad(address: Address) -> Result<(), Error> {
    let listener = bind_with_retry(address).await?;
    loop {
        match listener.accept().await {
            Ok((connection, peer)) => drop(tasks::spawn(serve(connection, peer))),
            Err(error) => log::warn!("accept: {error}"), //~ accept-loop-spins
        }
    }
}

async fn run_ok(address: Address) -> Result<(), Error> {
    let listener = bind_with_retry(address).await?;
    loop {
        match listener.accept().await {
            Ok((connection, peer)) => drop(tasks::spawn(serve(connection, peer))),
            Err(_) => time::sleep(PAUSE).await,
        }
    }
}

fn preferences_ok(headers: &[Headers]) -> Result<(), Error> {
    for one in headers {
        let wanted = one.accept()?;
        note(wanted);
    }
    Ok(())
}
