// A method that gets a socket by value from the only one who calls it.
class Server {
public:
    void run(int listener);

private:
    void handle(int fd);
    void handleWell(int fd);
};

void Server::run(int listener)
{
    for (;;) {
        int s = accept(listener, nullptr, nullptr);
        if (s < 0)
            break;
        if (rand())
            handle(s);
        else
            handleWell(s);
    }
}

void Server::handle(int fd)
{
    char *buf = static_cast<char *>(malloc(100));
    if (!buf)
        return; //~ socket-leak
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

void Server::handleWell(int fd)
{
    char *buf = static_cast<char *>(malloc(100));
    if (!buf) {
        close(fd);
        return;
    }
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

static void greet(int fd)
{
    char *buf = static_cast<char *>(malloc(100));
    if (!buf)
        return; //~ socket-leak
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

void greetAll(int listener)
{
    for (;;) {
        int s = accept(listener, nullptr, nullptr);
        if (s < 0)
            break;
        greet(s);
    }
}
