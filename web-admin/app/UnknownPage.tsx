import { useNavigate } from '@solidjs/router';
import { ADMIN_PATH } from '../shared/navigation/paths.ts';
import { NoticePage } from '../shared/ui/NoticePage.tsx';

export function UnknownPage() {
  const navigate = useNavigate();
  return (
    <NoticePage
      title="Page not found"
      action={{ label: 'Go to the inbox', run: () => navigate(ADMIN_PATH) }}
    />
  );
}
