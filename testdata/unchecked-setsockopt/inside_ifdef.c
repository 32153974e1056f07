void set_up_bad(int fd, int on)
{
#ifdef SO_REUSEPORT
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof(on)); //~ unchecked-setsockopt
#endif
}

void set_up_windows_bad(SOCKET s, BOOL on)
{
#ifdef _WIN32
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof(on)); //~ unchecked-setsockopt
#endif
}
