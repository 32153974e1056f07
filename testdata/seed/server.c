/*
 * A small measuring server. Every client that goes away badly costs a descriptor, until accept says EMFILE.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int open_listener(uint16_t port)
{
    struct sockaddr_in addr = { .sin_family = AF_INET, .sin_port = htons(port) };
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) < 0) {
        perror("bind");
        return -1;
    }
    if (listen(fd, 16) < 0) {
        perror("listen");
        close(fd);
        return -1;
    }
    return fd;
}

/* Answers one client until it goes away. */
static void *serve(void *arg)
{
    int fd = (int)(intptr_t)arg;
    char line[256];

    for (;;) {
        ssize_t n = recv(fd, line, sizeof(line), 0);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            perror("recv");
            return NULL;
        }
        if (n == 0)
            break;
        if (send(fd, line, n, MSG_NOSIGNAL) < 0) {
            perror("send");
            close(fd);
            return NULL;
        }
    }
    printf("client %d has left\n", fd);
    return NULL;
}

static void accept_clients(int listener)
{
    for (;;) {
        struct timeval patience = { .tv_sec = 30 };
        pthread_t thread;
        int client = accept(listener, NULL, NULL);

        if (client < 0) {
            perror("accept");
            sleep(1);
            continue;
        }
        if (setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) < 0) {
            perror("SO_RCVTIMEO");
            continue;
        }
        if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)client) != 0) {
            perror("pthread_create");
            close(client);
            continue;
        }
        pthread_detach(thread);
    }
}

int main(void)
{
    int listener = open_listener(7007);

    if (listener < 0)
        return 1;
    accept_clients(listener);
    close(listener);
    return 0;
}
