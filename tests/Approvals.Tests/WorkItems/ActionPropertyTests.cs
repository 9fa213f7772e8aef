using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Tests.WorkItems;

/// <summary>
/// Every action × every state of a step, in random order: after each the step has an owner or is decided, no word is lost, nothing is decided twice, and what
/// waits has something to wait for. In memory, on the same rules as the program; <c>OpinionActionTests</c> plays the same with the engine.
/// </summary>
public class ActionPropertyTests
{
    private const int Runs = 4_000, Steps = 25;

    /// <summary>Everything that people, administrators and the clock do with a work item.</summary>
    private static readonly string[] Acts =
        ["transfer", "Delegated", "SignBefore", "Question", "Supplement", "pass on", "take away", "claim", "release", "see", "remind", "escalate", "expire", "hand over", "move due", "take back", "withdraw", "decide"];

    /// <summary>Every state that an open work item of a step can be in.</summary>
    private static readonly string[] States = ["offered", "claimed", "waits", "paused", "asked", "signs after"];

    [Fact]
    public void Whatever_people_do_in_whatever_order_the_step_has_an_owner_or_is_decided()
    {
        var seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var counts = new Dictionary<string, int>();
        var tried = new HashSet<(string Act, string State)>();
        for (var run = 0; run < Runs; run++)
        {
            var desk = new Desk(new Random(HashCode.Combine(seed, run)));
            var (done, all) = ("", new List<string>());
            for (var step = 0; step < Steps && desk.Decided is null; step++)
            {
                done = desk.Act(tried);
                all.Add(done);
                counts[done] = counts.GetValueOrDefault(done) + 1;
                desk.Check(() => $"seed {seed}, run {run}: {string.Join(", ", all)}");
            }
        }

        // Each action succeeded often, and the steps came to an end in each way: otherwise the test would prove nothing.
        foreach (var expected in Acts.Except(["decide", "expire"]).Concat(["answer", "Approve", "Return", "Reject"]))
            counts.GetValueOrDefault(expected).ShouldBeGreaterThan(Runs / 400, $"{expected} happened too seldom (seed {seed})");
        counts.GetValueOrDefault("expire").ShouldBe(0, "time decides no opinion");
        (from act in Acts from state in States where !tried.Contains((act, state)) select $"{act} on what is {state}").ShouldBeEmpty($"seed {seed}");
    }

    /// <summary>A step with its signers, on which people act as they like; it does what the verbs do with the rows.</summary>
    private sealed class Desk
    {
        private static readonly WorkingDays Calendar = new([], []);
        private readonly Random random;
        private readonly List<WorkItem> open = [];
        private readonly List<FinishedWorkItem> finished = [];
        private readonly List<(string Words, long Finished)> said = [];
        private readonly HashSet<long> takenBack = [];
        private readonly Signing signing;
        private readonly List<Signer> signers;
        private readonly Seat[] seats = [.. Enumerable.Range(1, 3).Select(i => new Seat { Id = 100 + i, OrganisationId = Given.Superior, Role = (SeatRole)(i - 1) })];
        private readonly Seat applicant = new() { Id = 900, OrganisationId = Given.Unit, Role = SeatRole.Handler };
        private DateTimeOffset now = Given.At(5, 22);
        private long ids;

        public Desk(Random random)
        {
            this.random = random;
            signing = new Signing(Enum.GetValues<SigningMode>()[random.Next(4)], random.Next(1, 101), (RefusalEffect)random.Next(2));
            signers = [.. Enumerable.Range(1, random.Next(1, 4)).Select(i => new Signer($"{i}", random.Next(1, 4)))];
            Ask();
        }

        public OpinionDecision? Decided { get; private set; }

        public string Act(HashSet<(string Act, string State)> tried)
        {
            now = now.AddMinutes(random.Next(600));
            var item = open[random.Next(open.Count)];
            var person = random.Next(1, 8);
            var decider = DeciderOf(person);
            var to = seats[random.Next(seats.Length)];
            var whom = random.Next(2) == 0 ? (long?)null : random.Next(1, 7);
            if (whom is { } named && !DeciderOf(named).Principals.Contains(to.Id)) whom = null;
            // The program finds a seat only where somebody is on it who is not barred.
            if (!Enumerable.Range(1, 6).Any(p => DeciderOf(p).Principals.Contains(to.Id) && !item.IsBarred(p))) return "refused";
            var act = random.Next(4) == 0 ? "decide" : Acts[random.Next(Acts.Length)];
            tried.Add((act, StateOf(item)));
            switch (act)
            {
                case "transfer": return Did(item.Transfer(decider, to, whom), act);
                case "Delegated": return Beside(item, CompanionKind.Delegated, decider, to, whom);
                case "SignBefore": return Beside(item, CompanionKind.SignBefore, decider, to, whom);
                case "Question": return Beside(item, CompanionKind.Question, decider, random.Next(2) == 0 ? to : applicant, null);
                case "Supplement": return Beside(item, CompanionKind.Supplement, decider, applicant, null);
                case "pass on": return PassOn(item, decider, to, whom);
                case "take away": return TakeAway(item, person);
                case "claim": return Did(item.Claim(decider, now), act);
                case "release": return Did(item.Release(decider), act);
                case "see": return item.See(decider, now) ? act : "refused";
                case "remind": return Did(item.Remind(now, byHand: random.Next(2) == 0), act);
                case "escalate": return Did(item.Escalate(now), act);
                case "expire": return item.Expire(now).IsRefused ? "refused" : act;
                case "hand over": return HandOver(item, to, whom);
                case "move due": return MoveDue(item);
                case "take back": return TakeBack(person);
                case "withdraw":
                    if (random.Next(8) != 0) return "refused";
                    foreach (var each in open.Where(i => !i.IsAdvice).ToList()) Close(each, each.Withdraw("recalled", now));
                    Decided = OpinionDecision.NotApplicable;
                    return act;
                default: return Decide(item, decider);
            }
        }

        private static string StateOf(WorkItem item) => item.PausedAt is not null ? "paused" : item.Awaits > 0 ? "waits" : item.IsAdvice ? "asked" : item.Companion == CompanionKind.SignAfter ? "signs after" : item.PersonId is not null ? "claimed" : "offered";

        public void Check(Func<string> where)
        {
            That(open.Count + finished.Count == ids, "a work item was lost");
            That(finished.Select(f => f.Id).Concat(open.Select(i => i.Id)).ToHashSet().Count == ids, "a work item is there twice");
            That(said.TrueForAll(s => finished.Find(f => f.Id == s.Finished)?.Comment == s.Words), "words were lost");
            if (Decided is not null)
            {
                That(open.Count == 0, "it is decided, and somebody is still asked");
                return;
            }

            var decides = open.FindAll(i => !i.IsAdvice);
            That(decides.Count > 0, "nobody has the step");
            That(decides.Select(i => i.BookmarkId).ToHashSet().Count == decides.Count, "two decide the same question");
            foreach (var item in open)
            {
                var awaited = open.Count(i => i.ParentId == item.Id && i.Companion is { } kind && kind.IsAwaited());
                That(item.Awaits == awaited && item.AwaitsKind.HasValue == awaited > 0, "it waits for what is not asked");
                That((item.PausedAt is not null) == (item.AwaitsKind == CompanionKind.Supplement), "the clock stands still without a reason");
                That(item.OpenCompanions == open.Count(i => i.ParentId == item.Id && i.IsAdvice), "companions are miscounted");
                That(Enumerable.Range(1, 7).Any(p => item.MayBeDecidedBy(DeciderOf(p)) == null), "nobody may decide it");
            }

            void That(bool holds, string otherwise) => Assert.True(holds, holds ? null : $"{otherwise}: {where()}");
        }

        /// <summary>Two people on each of three seats; the seventh is the applicant's.</summary>
        private Decider DeciderOf(long person) => People[person - 1];

        private static readonly Decider[] People = [.. Enumerable.Range(1, 7).Select(p => Person(p))];

        private static Decider Person(long person) => person == 7 ? Given.Decider(7, 900) : Given.Decider(person, 100 + (person + 1) / 2);

        private void Ask()
        {
            var votes = Votes();
            foreach (var signer in signing.Ask(signers, votes))
                if (open.TrueForAll(i => i.BookmarkId != signer.Key))
                    open.Add(new WorkItem
                    {
                        Id = ++ids, Kind = "OpinionTask", CaseId = 1, CallId = 1, ChainId = "c", OrganisationId = Given.Superior, SeatId = 100 + int.Parse(signer.Key, System.Globalization.CultureInfo.InvariantCulture), Title = new Label("意见", "Opinion"),
                        BookmarkId = signer.Key, Allows = (WorkItemActions)63, DueAt = now.AddHours(random.Next(4, 100)), EscalatesTo = EscalationTarget.Head,
                        Outcomes = [new("Approve", new Label("同意", "Approve")), new("Return", new Label("退回修改", "Return")), new("Reject", new Label("不同意", "Reject"))],
                    });
        }

        private List<SignerVote> Votes() =>
        [
            .. finished.Where(f => !takenBack.Contains(f.Id) && Enum.TryParse<OpinionDecision>(f.Outcome, out _) && f.Companion is null or CompanionKind.SignAfter && f.Outcome is not null).GroupBy(f => f.BookmarkId!)
                .Where(line => open.TrueForAll(i => i.BookmarkId != line.Key)).Select(line => new SignerVote(line.Key, Enum.Parse<OpinionDecision>(line.Last().Outcome!))),
        ];

        private string Beside(WorkItem item, CompanionKind kind, Decider decider, Seat to, long? whom)
        {
            var asked = item.Ask(ids + 1, kind, decider, to, whom, "请说明", now);
            if (asked.IsRefused) return "refused";
            ids++;
            open.Add(asked.Value);
            return kind.ToString();
        }

        private string PassOn(WorkItem item, Decider decider, Seat to, long? whom)
        {
            if (item.PassOn(ids + 1, decider, to, whom, "", now) is not { IsRefused: false } next) return "refused";
            var decided = item.Decide(new Decision("Approve", Words()), decider, now);
            if (decided.IsRefused) return "refused";
            ids++;
            Close(item, decided.Value);
            open.Add(next.Value);
            return "pass on";
        }

        private string TakeAway(WorkItem item, long person)
        {
            if (item.Companion is null || item.AskedById != person || item.Awaits > 0) return "refused";
            Close(item, item.Withdraw(CloseWorkItem.Removed, now));
            if (item.Companion == CompanionKind.SignAfter) GoOn();
            return "take away";
        }

        /// <summary>As an administrator does, who reaches the seats of one organisation.</summary>
        private static string HandOver(WorkItem item, Seat to, long? whom)
        {
            if (item.OrganisationId != to.OrganisationId || (whom is { } person && item.IsBarred(person))) return "refused";
            item.HandTo(to.Id, whom);
            return "hand over";
        }

        /// <summary>As a changed calendar does; a clock that stands still is left alone.</summary>
        private string MoveDue(WorkItem item)
        {
            if (item.PausedAt is not null || item.DueAt is null) return "refused";
            item.MoveDue(now.AddDays(random.Next(1, 5)), null);
            return "move due";
        }

        /// <summary>Whoever decided last in a line of one takes the vote back while the step is open.</summary>
        private string TakeBack(long person)
        {
            if (finished.FindLast(f => f.DecidedById == person && f.Companion is null && Enum.TryParse<OpinionDecision>(f.Outcome, out _)) is not { } vote || takenBack.Contains(vote.Id)) return "refused";
            if (open.Exists(i => i.BookmarkId == vote.BookmarkId) || finished.Exists(f => f.ParentId == vote.Id && f.Companion == CompanionKind.SignAfter)) return "refused";
            takenBack.Add(vote.Id);
            var turn = signing.Ask(signers, Votes()).Select(s => s.Key).ToHashSet();
            foreach (var other in open.Where(i => !i.IsAdvice && !turn.Contains(i.BookmarkId!)).ToList()) Close(other, other.Withdraw("vote-taken-back", now));
            Ask();
            open.ShouldContain(i => i.BookmarkId == vote.BookmarkId, "a vote that is taken back is asked again");
            return "take back";
        }

        private string Decide(WorkItem item, Decider decider)
        {
            var outcome = item.Outcomes[random.Next(random.Next(2) == 0 ? 1 : item.Outcomes.Count)].Name;
            var result = item.Decide(new Decision(outcome, Words()), decider, now);
            if (result.IsRefused) return "refused";
            Close(item, result.Value);
            if (item.IsAdvice) return "answer";
            GoOn();
            return outcome;
        }

        /// <summary>As the activity does when it is resumed.</summary>
        private void GoOn()
        {
            if (signing.Decide(signers, Votes()) is { } decided)
            {
                Decided.ShouldBeNull("the step was decided twice");
                Decided = decided;
                foreach (var other in open.Where(i => !i.IsAdvice).ToList()) Close(other, other.Withdraw("answered-by-another", now));
            }
            else
            {
                Ask();
            }
        }

        /// <summary>As <see cref="CloseWorkItem"/> does.</summary>
        private void Close(WorkItem item, FinishedWorkItem result)
        {
            open.Remove(item).ShouldBeTrue();
            finished.Add(result);
            if (result.Comment is { } words) said.Add((words, result.Id));
            foreach (var companion in open.Where(i => i.ParentId == item.Id && i.IsAdvice).ToList()) Close(companion, companion.Withdraw("asker-decided", now));
            if (item.IsAdvice && open.Find(i => i.Id == item.ParentId) is { } asker) asker.Answered(item, Calendar, now);
        }

        private string Words() => $"意见{random.Next(1_000_000)}";

        private static string Did(Refusal? refusal, string what) => refusal is null ? what : "refused";
    }
}
