// What a class does with its member elsewhere tells whether it is a socket.
#include <winsock2.h>
#include <io.h>

#ifdef _WIN32
#define CLOSE_DESCRIPTOR closesocket
#else
#define CLOSE_DESCRIPTOR close
#endif

class Journal {
public:
    void shut_bad();
    int take(char *buf, unsigned len);
    long rewind();
private:
    int fd_;
};

void Journal::shut_bad()
{
    ::CLOSE_DESCRIPTOR(fd_); //~ close-on-winsock-socket
    fd_ = -1;
}

int Journal::take(char *buf, unsigned len)
{
    return ::read(this->fd_, buf, len);
}

class Wire {
public:
    void shut_ok();
    int take(char *buf, unsigned len);
    int size();
private:
    int fd_;
};

void Wire::shut_ok()
{
    ::CLOSE_DESCRIPTOR(fd_);
    fd_ = -1;
}

int Wire::take(char *buf, unsigned len)
{
#ifdef _WIN32
    return ::recv(fd_, buf, len, 0);
#else
    return ::read(fd_, buf, len);
#endif
}

class Handed {
public:
    void shut_ok();
private:
    int fd_;
};

// Nothing tells what this one is.
void Handed::shut_ok()
{
    ::CLOSE_DESCRIPTOR(fd_);
    fd_ = -1;
}
