// What is done with a connection, and whom its failure is about.
use std::io::{self, Read};
use std::net::{TcpListener, TcpStream};

fn greet(mut stream: TcpStream) -> io::Result<Vec<u8>> {
    let mut name = vec![0; 64];
    let n = stream.read(&mut name)?;
    name.truncate(n);
    Ok(name)
}

fn served_bad(listener: TcpListener) -> io::Result<()> {
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => drop(greet(stream)?), //~ accept-loop-dies
            Err(_) => std::thread::sleep(PAUSE),
        }
    }
    Ok(())
}

// These fail once nobody is left to serve.
fn dispatched_ok(listener: TcpListener, workers: &Workers) -> Result<(), Gone> {
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => workers.dispatch(stream)?,
            Err(_) => std::thread::sleep(PAUSE),
        }
    }
    Ok(())
}

fn queued_ok(listener: TcpListener, workers: &Workers) -> Result<(), Gone> {
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => enqueue(workers, stream)?,
            Err(_) => std::thread::sleep(PAUSE),
        }
    }
    Ok(())
}

async fn delivered_ok(listener: tokio::net::TcpListener, handle: Handle) -> Result<(), Gone> {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => match handle.deliver(stream).await {
                Ok(()) => {}
                Err(Gone) => return Ok(()),
            },
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

// A number of connections known before is no server.
fn four_ok(listener: TcpListener) -> Vec<TcpStream> {
    listener.incoming().take(4).map(|stream| stream.unwrap()).collect()
}

fn tried_bad(listener: TcpListener) -> io::Result<()> {
    listener.incoming().try_for_each(|stream| keep(stream?))
} //~ accept-loop-dies
