use tokio::net::{TcpListener, TcpStream};

async fn ok_only_bad(listener: TcpListener, mut stop: Stop) {
    loop {
        tokio::select! {
            Ok((stream, _)) = listener.accept() => drop(tokio::spawn(serve(stream))), //~ select-refutable-accept
            _ = stop.recv() => break,
        }
    }
}

async fn read_bad(stream: &mut TcpStream, mut stop: Stop) {
    let mut buffer = [0; 64];
    tokio::select! {
        Ok(n) = stream.read(&mut buffer) => take(&buffer[..n]), //~ select-refutable-accept
        _ = stop.recv() => {}
    }
}

async fn whole_result_ok(listener: TcpListener, mut stop: Stop) {
    loop {
        tokio::select! {
            result = listener.accept() => match result {
                Ok((stream, _)) => drop(tokio::spawn(serve(stream))),
                Err(_) => tokio::time::sleep(PAUSE).await,
            },
            _ = stop.recv() => break,
        }
    }
}

async fn some_ok(mut messages: Receiver, mut stop: Stop) {
    loop {
        tokio::select! {
            Some(message) = messages.recv() => take(message),
            _ = stop.recv() => break,
        }
    }
}
