/* A handle that only ever gets sockets is one, whatever its type says. */
#include <winsock2.h>
#include <windows.h>

struct key {
    HANDLE hnd;
    int users;
};
struct pipe { HANDLE handle; };
struct job { HANDLE event; };

int key_register(struct key *k, SOCKET s)
{
    u_long on = 1;
    if (ioctlsocket(s, FIONBIO, &on) != 0)
        return -1;
    k->hnd = (HANDLE)s;
    return 0;
}

void key_drop_bad(struct key *k)
{
    CloseHandle(k->hnd); //~ close-on-winsock-socket
    k->hnd = NULL;
}

void key_drop_ok(struct key *k)
{
    closesocket((SOCKET)k->hnd);
    k->hnd = NULL;
}

/* This one may as well be a pipe. */
int pipe_from_socket(struct pipe *p, SOCKET s)
{
    u_long on = 1;
    if (ioctlsocket(s, FIONBIO, &on) != 0)
        return -1;
    p->handle = (HANDLE)s;
    return 0;
}

void pipe_make(struct pipe *p, const char *name)
{
    p->handle = CreateNamedPipeA(name, 3, 0, 1, 512, 512, 0, NULL);
}

void pipe_drop_ok(struct pipe *p)
{
    CloseHandle(p->handle);
}

void job_drop_ok(struct job *j)
{
    CloseHandle(j->event);
}

/* A handle that is now a socket and now a pipe. */
struct io {
    HANDLE fd;
    int is_sock;
};

void io_sock(struct io *io, SOCKET s)
{
    send(s, "x", 1, 0);
    io->fd = (HANDLE)s;
    io->is_sock = 1;
}

void io_close_ok(struct io *io)
{
    if (io->is_sock)
        closesocket((SOCKET)io->fd);
    else if (io->fd)
        CloseHandle(io->fd);
}

struct end { HANDLE one; };

void end_sock(struct end *end, SOCKET s)
{
    send(s, "x", 1, 0);
    end->one = (HANDLE)s;
}

int end_pipe(struct end *end, HANDLE *other)
{
    return CreatePipe(&end->one, other, NULL, 0) ? 0 : -1;
}

void end_close_ok(struct end *end)
{
    CloseHandle(end->one);
}
