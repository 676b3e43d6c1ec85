// Package sample makes payloads from plans that show what a contract asks: for each constraint of a request one that it
// accepts and one that it alone refuses. It needs neither the contract nor CUE; package compile puts what it makes to CUE.
package sample
