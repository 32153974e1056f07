struct job { int pair[2]; char *host; };

// Only one end is closed before the object is wiped.
static void wipe(struct job *j)
{
    free(j->host);
    if (j->pair[1] != -1)
        close(j->pair[1]);
    memset(j, 0, sizeof(*j));
}

int start_bad(struct job *j, const char *host)
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, j->pair) < 0)
        return -1;
    j->host = strdup(host);
    if (!j->host) {
        wipe(j); //~ overwritten-socket
        return -1;
    }
    return 0;
}

int start_ok(struct job *j, const char *host)
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, j->pair) < 0)
        return -1;
    j->host = strdup(host);
    if (!j->host) {
        close(j->pair[0]);
        wipe(j);
        return -1;
    }
    return 0;
}

int plain_bad(struct job *j)
{
    j->pair[0] = socket(AF_INET, SOCK_STREAM, 0);
    if (j->pair[0] < 0)
        return -1;
    memset(j, 0, sizeof(*j)); //~ overwritten-socket
    return 0;
}

// What is wiped is another part.
int part_ok(struct job *j, struct sockaddr_in *to)
{
    j->pair[0] = socket(AF_INET, SOCK_STREAM, 0);
    if (j->pair[0] < 0)
        return -1;
    memset(to, 0, sizeof(*to));
    return 0;
}

void done_ok(struct job *j)
{
    close(j->pair[0]);
    wipe(j);
}
