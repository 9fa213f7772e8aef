using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.Notifications;

namespace Workflows.Engine.Tests.Activities;

public class RunTaskTests
{
    [Fact]
    public async Task It_asks_for_a_task_and_waits_until_it_is_reported()
    {
        var asked = new List<RunTaskRequest>();
        await using var engine = new TestEngine(services => services.AddSingleton<ITaskDispatcher>(new Notebook(asked)));
        var (result, taskId) = (new Variable<string>("Result", "", "result").WithWorkflowStorage(), new Variable<string>("TaskId", "", "taskId").WithWorkflowStorage());
        var id = await engine.Run(
            new Sequence
            {
                Activities =
                {
                    new RunTask("Print")
                    {
                        Id = "R", Payload = new Input<IDictionary<string, object>?>(new Dictionary<string, object> { ["Copies"] = 2 }), TaskId = new Output<string>(taskId), Result = new Output<object>(result)
                    },
                    new Step("A")
                }
            }, x =>
            {
                x.Variables.Add(result);
                x.Variables.Add(taskId);
            });

        var request = asked.ShouldHaveSingleItem();
        request.TaskName.ShouldBe("Print");
        request.TaskPayload!["Copies"].ShouldBe(2);
        engine.Variable(id, "taskId").ShouldBe(request.TaskId);
        engine.Waiting(id).ShouldBe("R");

        await Report(engine, "somebody else's", "lost");
        engine.Waiting(id).ShouldBe("R");
        await Report(engine, request.TaskId, "printed");
        engine.Trace(id).ShouldBe("R? R! R A");
        engine.Variable(id, "result").ShouldBe("printed");
        await Report(engine, request.TaskId, "printed twice");
        engine.Variable(id, "result").ShouldBe("printed");
    }

    [Fact]
    public async Task Without_anybody_who_listens_the_task_waits_as_a_bookmark_that_names_it()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new RunTask("Print") { Id = "R" });

        EngineJson.Serialize(engine.Bookmark(id, "R").Payload).ShouldMatch("""{"taskId":"[0-9a-f]+","taskName":"Print"}""");
        engine.Store.Bookmarks.Values.ShouldHaveSingleItem().Name.ShouldBe("Elsa.RunTask");
    }

    private static Task<bool> Report(TestEngine engine, string taskId, string result) => engine.With<ITaskReporter, bool>(async x =>
    {
        await x.ReportCompletionAsync(taskId, result);
        return true;
    });

    private sealed class Notebook(List<RunTaskRequest> asked) : ITaskDispatcher
    {
        public Task DispatchAsync(RunTaskRequest request, CancellationToken cancellationToken = default)
        {
            asked.Add(request);
            return Task.CompletedTask;
        }
    }
}
