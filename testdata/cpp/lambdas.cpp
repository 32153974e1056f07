// What a lambda opens it must close itself.
void run_bad(Pool &pool)
{
    pool.post([] {
        int s = socket(AF_INET, SOCK_STREAM, 0);
        if (s < 0)
            return;
        if (connect(s, addr, len) < 0)
            return; //~ socket-leak
        ::close(s);
    });
}

void run_ok(Pool &pool)
{
    pool.post([] {
        int s = socket(AF_INET, SOCK_STREAM, 0);
        if (s < 0)
            return;
        if (connect(s, addr, len) < 0) {
            ::close(s);
            return;
        }
        ::close(s);
    });
}

// What is stored around the lambda stays there.
int stored_ok()
{
    int s = -1;
    retry([&](const Address &where) {
        s = socket(where.family, SOCK_STREAM, 0);
        return s >= 0;
    });
    return s;
}

class Client {
public:
    void start();
    ~Client() { ::close(m_sock); }
private:
    int m_sock;
};

void Client::start()
{
    m_thread = std::thread([this](int family) {
        m_sock = socket(family, SOCK_STREAM, 0);
        int other = socket(family, SOCK_STREAM, 0);
        if (m_sock < 0)
            return; //~ socket-leak
        ::close(other);
    });
}

// What it captures, it may close.
int captured_ok()
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    auto shut = [s] { ::close(s); };
    if (connect(s, addr, len) < 0) {
        shut();
        return -1;
    }
    shut();
    return 0;
}
