// Nothing in these functions says that the number is a socket; what they are given does, or nothing does.

static void close_twice_given_a_socket_bad(int fd)
{
    close(fd);
    close(fd); //~ double-close
}

static void close_twice_through_pointer_bad(int *fd)
{
    close(*fd);
    close(*fd); //~ double-close
}

static void close_twice_through_member_bad(struct client *c)
{
    close(c->control);
    close(c->control); //~ double-close
}

static void close_twice_given_a_file_ok(int fd)
{
    close(fd);
    close(fd);
}

void serve(struct client *c, const char *path)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int other = socket(AF_INET, SOCK_STREAM, 0);
    int file = open(path, O_RDONLY);
    c->control = accept(c->listener, 0, 0);
    close_twice_through_member_bad(c);
    close_twice_given_a_socket_bad(s);
    close_twice_through_pointer_bad(&other);
    close_twice_given_a_file_ok(file);
}
