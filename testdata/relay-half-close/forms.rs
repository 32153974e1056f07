use tokio::io;
use tokio::net::TcpStream;

async fn joined_bad(client: &mut TcpStream, server: &mut TcpStream) {
    let (mut from, mut to) = client.split();
    let (mut back, mut forth) = server.split();
    let (a, b) = tokio::join!(io::copy(&mut from, &mut forth), io::copy(&mut back, &mut to)); //~ relay-half-close
    log(a, b);
}

async fn joined_by_a_function_bad(client: &mut TcpStream, server: &mut TcpStream) {
    let (mut from, mut to) = client.split();
    let (mut back, mut forth) = server.split();
    let up = io::copy(&mut from, &mut forth);
    let down = io::copy(&mut back, &mut to);
    futures::future::join(up, down).await; //~ relay-half-close
}

async fn raced_ok(client: &mut TcpStream, server: &mut TcpStream) {
    let (mut from, mut to) = client.split();
    let (mut back, mut forth) = server.split();
    tokio::select! {
        _ = io::copy(&mut from, &mut forth) => {}
        _ = io::copy(&mut back, &mut to) => {}
    }
}

async fn one_direction_ok(client: &mut TcpStream, server: &mut TcpStream) {
    let (mut from, _) = client.split();
    let (_, mut forth) = server.split();
    tokio::join!(io::copy(&mut from, &mut forth), wait());
}
