/** What an empty chat says. The first line is the heading. */
export function Greeting(props: { text: string }) {
  const lines = () => props.text.split('\n');
  return (
    <div class="greeting">
      <h3>{lines()[0]}</h3>
      <p>{lines().slice(1).join('\n')}</p>
    </div>
  );
}
