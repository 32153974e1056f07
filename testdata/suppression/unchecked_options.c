/* A comment for sockleak is no comment that says why a result does not matter: that would silence by itself. */

void silenced(int fd, struct timeval on)
{
    // sockleak: ignore[unchecked-setsockopt] -- best effort
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &on, sizeof(on));
}

void not_silenced(int fd, struct timeval on)
{
    // sockleak: ignore[double-close] //~ unused-suppression
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &on, sizeof(on)); //~ unchecked-setsockopt
}

void the_first_stands_for_all(int fd, struct timeval on)
{
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &on, sizeof(on)); // sockleak: ignore[unchecked-setsockopt]

    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &on, sizeof(on));
}

void the_second_only_for_itself(int fd, struct timeval on)
{
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &on, sizeof(on)); //~ unchecked-setsockopt

    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &on, sizeof(on)); // sockleak: ignore[unchecked-setsockopt]
}

void both(int fd, struct timeval on)
{
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &on, sizeof(on)); // sockleak: ignore[unchecked-setsockopt]

    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &on, sizeof(on)); // sockleak: ignore[unchecked-setsockopt]
}

void inside_the_call(int fd, struct timeval on)
{
    setsockopt(fd, SOL_SOCKET,
               // sockleak: ignore[unchecked-setsockopt]
               SO_RCVTIMEO, &on, sizeof(on));
}
