package main

import (
	"bufio"
	"errors"
	"fmt"
	"slices"
	"strings"

	"bailiwick/assess"
	"bailiwick/report"
)

// Ends of reading an answer.
var (
	errNoAnswer = errors.New("no answer")
	errTooLong  = usage("an answer has at most 4,096 bytes").say("next", "bailiwick scope --answers FILE")
)

// ask asks the questions.
func (c *scopeCall) ask(s *session, in *bufio.Reader, given map[string][]string) error {
	questions := assess.Questions()
	if _, err := in.Peek(1); err != nil {
		return usage("scope asks questions, and there is no terminal to ask on").
			say("next", "bailiwick scope --answers scope.yaml\nbailiwick scope --print-questions > scope.yaml   gives the form")
	}
	fmt.Fprintf(s.stdout, "Which frameworks bind this estate? %d questions, about 3 minutes.\n"+
		"Answers go to bailiwick.yaml, with the day, as your statement.\n"+
		"Enter keeps the answer in [ ]; ? explains; Ctrl-C stops and writes nothing.\n", len(questions))
	for i, q := range questions {
		fmt.Fprintf(s.stdout, "\n%d of %d  %s [none]\n", i+1, len(questions), q.Text)
		for n, o := range q.Options {
			fmt.Fprintf(s.stdout, "        %c  %s\n", 'a'+n, o.Text)
		}
		words, err := answer(s, in, q)
		if err != nil {
			return err
		}
		given[q.Key] = words
	}
	for _, who := range []struct {
		name string
		to   *string
	}{{"Who answers?", &c.person}, {"In which role?", &c.role}} {
		if *who.to != "" {
			continue
		}
		fmt.Fprintf(s.stdout, "\n%s\n        > ", who.name)
		line, err := readLine(in)
		switch {
		case errors.Is(err, errTooLong):
			return err
		case err != nil:
			return usage("answers are a statement, and nobody makes it").say("next", "--person NAME --role ROLE")
		}
		*who.to = line
	}
	fmt.Fprintln(s.stdout)
	return nil
}

// maxTries is how often a question is asked before it is given up.
const maxTries = 20

// answer reads one answer, and asks again until it is one.
func answer(s *session, in *bufio.Reader, q assess.Question) ([]string, error) {
	for range maxTries {
		fmt.Fprint(s.stdout, "        > ")
		line, err := readLine(in)
		switch {
		case errors.Is(err, errTooLong):
			return nil, err
		case err != nil:
			return nil, usage("the input ended before the question %q was answered", q.Text).say("next", "bailiwick scope --answers FILE")
		}
		if line == "?" {
			fmt.Fprintf(s.stdout, "        %s\n", q.Help)
			continue
		}
		words, wrong := parseAnswer(q, line)
		if wrong == "" {
			return words, nil
		}
		fmt.Fprintf(s.stdout, "        %s\n", report.Clean(wrong))
	}
	return nil, usage("the question %q was not answered in %d tries", q.Text, maxTries)
}

func readLine(in *bufio.Reader) (string, error) {
	line, goesOn, err := in.ReadLine()
	switch {
	case err != nil:
		return "", errNoAnswer
	case goesOn:
		return "", errTooLong
	}
	return strings.TrimSpace(string(line)), nil
}

// parseAnswer returns the words of an answer, none for the first option, or
// what is wrong with it.
func parseAnswer(q assess.Question, line string) (words []string, wrong string) {
	for _, field := range strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' }) {
		if q.Options == nil {
			country, ok := assess.Country(field)
			if !ok && !strings.EqualFold(field, "none") {
				return nil, "a country has two letters, as DE; or EU: not " + field
			}
			if ok && !slices.Contains(words, country) {
				words = append(words, country)
			}
			continue
		}
		i := slices.IndexFunc(q.Options, func(o assess.Option) bool { return o.Word == strings.ToLower(field) })
		if i < 0 && len(field) == 1 {
			i = int(strings.ToLower(field)[0]) - 'a'
		}
		if i < 0 || i >= len(q.Options) {
			return nil, "there is no answer " + field + ": name letters, as `" + string(rune('a'+len(q.Options)-1)) + "`"
		}
		if i > 0 && !slices.Contains(words, q.Options[i].Word) {
			words = append(words, q.Options[i].Word)
		}
	}
	if !q.Several && len(words) > 1 {
		return nil, "one answer alone"
	}
	return words, ""
}
